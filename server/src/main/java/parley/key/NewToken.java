package parley.key;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import parley.access.AccessTokens;
import parley.http.Field;
import parley.http.Form;
import parley.problem.Code;
import parley.user.NewUser;

/**
 * A wish for an access token.
 *
 * @param serviceSid null for the default service
 */
public record NewToken(String identity, @Nullable String serviceSid, Duration life) {
  /** How long a token is good that nobody says more of. */
  public static final Duration LIFE = Duration.ofHours(1);

  public static NewToken from(Form form) {
    return of(form.field("Identity"), form.field("ServiceSid"), form.field("Ttl"));
  }

  /** The wish of these parameters, by whichever door they came. */
  public static NewToken of(Field identity, Field service, Field ttl) {
    var seconds = ttl.number(1, AccessTokens.LIFE_MAX.toSeconds(), Code.BAD_PARAMETER);
    return new NewToken(
        // One that the API would take too: a token must not let in whom no path can name.
        NewUser.identity(identity.required(Code.IDENTITY_MISSING)),
        service.sid("IS", Code.BAD_SID).textOrNull(),
        seconds == null ? LIFE : Duration.ofSeconds(seconds));
  }
}
