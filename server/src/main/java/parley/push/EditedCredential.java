package parley.push;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.http.Form;
import parley.problem.Code;
import parley.value.Change;

/** A wish to change a credential. What was not sent stays as it is. */
public record EditedCredential(
    Change<@Nullable String> friendlyName,
    Change<PushType> type,
    Change<Boolean> sandbox,
    EditedSecrets secrets) {

  public static EditedCredential from(Form form) {
    return new EditedCredential(
        NewCredential.friendlyName(form).clearable(),
        form.field("Type").choiceChange(PushType.class, Code.BAD_PARAMETER),
        form.field("Sandbox").flagChange(),
        EditedSecrets.from(form));
  }

  Credential over(Credential old, Instant now) {
    return new Credential(
        old.sid(),
        old.accountSid(),
        friendlyName.over(old.friendlyName()),
        type.overRequired(old.type()),
        sandbox.overRequired(old.sandbox()),
        old.createdAt(),
        now);
  }
}
