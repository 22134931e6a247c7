package parley.participant;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.http.Field;
import parley.http.Form;
import parley.problem.Code;
import parley.user.NewUser;
import parley.value.Change;

/** A wish to change a participant. What was not sent stays as it is. */
public record EditedParticipant(
    Change<String> identity,
    Change<@Nullable String> proxyAddress,
    Change<@Nullable String> projectedAddress,
    Change<String> attributes,
    Change<String> roleSid,
    EditedHorizon horizon,
    Change<Instant> createdAt,
    Change<Instant> updatedAt) {

  public static EditedParticipant from(Form form) {
    var identity = form.field("Identity");
    NewUser.identity(identity);
    return new EditedParticipant(
        identity.change(),
        address(form.sent("MessagingBinding.ProxyAddress"), Code.BAD_PROXY_ADDRESS),
        address(form.sent("MessagingBinding.ProjectedAddress"), Code.BAD_ADDRESS),
        NewParticipant.attributes(form).change(),
        form.field("RoleSid").change(),
        EditedHorizon.from(form),
        form.field("DateCreated").timeChange(Code.BAD_DATE_CREATED),
        form.field("DateUpdated").timeChange(Code.BAD_DATE_UPDATED));
  }

  /** An address; empty and the word null remove it (docs/behaviour.md 1.4). */
  private static Change<@Nullable String> address(Field field, Code malformed) {
    var text = field.textOrNull();
    if (text == null || text.equals("null")) {
      return field.given() ? Change.to(null) : Change.kept();
    }
    NewParticipant.type(field, malformed, malformed);
    return Change.to(text);
  }
}
