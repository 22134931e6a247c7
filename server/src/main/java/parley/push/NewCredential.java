package parley.push;

import org.jspecify.annotations.Nullable;
import parley.http.Field;
import parley.http.Form;
import parley.problem.Code;

/** A wish for a credential. Secrets may follow later: the original asks for none. */
public record NewCredential(
    @Nullable String friendlyName, PushType type, boolean sandbox, EditedSecrets secrets) {
  static final int FRIENDLY_NAME_LENGTH_MAX = 64;

  public static NewCredential from(Form form) {
    var sandbox = form.field("Sandbox").flag();
    return new NewCredential(
        friendlyName(form).textOrNull(),
        form.field("Type").requiredChoice(PushType.class, Code.BAD_PARAMETER, Code.BAD_PARAMETER),
        sandbox != null && sandbox,
        EditedSecrets.from(form));
  }

  static Field friendlyName(Form form) {
    return form.sent("FriendlyName").max(FRIENDLY_NAME_LENGTH_MAX, Code.FRIENDLY_NAME_TOO_LONG);
  }
}
