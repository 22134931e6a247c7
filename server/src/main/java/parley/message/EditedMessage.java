package parley.message;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.http.Form;
import parley.problem.Code;
import parley.problem.Limits;
import parley.value.Change;

/** A wish to change a message. What was not sent stays as it is; media cannot be changed. */
public record EditedMessage(
    Change<String> author,
    Change<String> body,
    Change<@Nullable String> subject,
    Change<String> attributes,
    Change<Instant> createdAt,
    Change<Instant> updatedAt) {

  public static EditedMessage from(Form form) {
    return new EditedMessage(
        NewMessage.author(form).change(),
        NewMessage.body(form).change(),
        NewMessage.subject(form).clearable(),
        NewMessage.attributes(form).change(),
        form.field("DateCreated").timeChange(Code.BAD_DATE_CREATED),
        form.field("DateUpdated").timeChange(Code.BAD_DATE_UPDATED));
  }

  /** The same wish with other values for some fields of a form. */
  EditedMessage amended(Map<String, String> fields, Limits limits) {
    var form = Form.of(fields, limits);
    return new EditedMessage(
        NewMessage.author(form).change().or(author),
        NewMessage.body(form).change().or(body),
        subject,
        NewMessage.attributes(form).change().or(attributes),
        createdAt,
        updatedAt);
  }

  Message over(
      Message old, @Nullable String participantSid, String editor, long version, Instant now) {
    return old.with(
        it ->
            it.author(author.overRequired(old.author()))
                .participantSid(participantSid)
                .body(body.over(old.body()))
                .subject(subject.over(old.subject()))
                .attributes(attributes.overRequired(old.attributes()))
                .updatedBy(editor)
                .changedVersion(version)
                .createdAt(createdAt.overRequired(old.createdAt()))
                .updatedAt(updatedAt.overRequired(now)));
  }
}
