package parley.message;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.http.Field;
import parley.http.Form;
import parley.message.Message.Content;
import parley.problem.Code;
import parley.problem.Limits;

/**
 * A wish for a message.
 *
 * @param mediaSids files to attach, in order
 * @param content the template it is made from; null without
 * @param speakerSid the participant who speaks, where that is known and not to be found by the
 *     author's name; null otherwise
 */
public record NewMessage(
    String author,
    @Nullable String body,
    @Nullable String subject,
    String attributes,
    List<String> mediaSids,
    @Nullable Content content,
    @Nullable Instant createdAt,
    @Nullable Instant updatedAt,
    @Nullable String speakerSid) {
  static final int AUTHOR_LENGTH_MAX = 256;
  static final int SUBJECT_LENGTH_MAX = 256;

  /**
   * Reads a wish.
   *
   * @param author of a message that names none
   */
  public static NewMessage from(Form form, String author) {
    var content = ContentFields.read(form);
    // Beside a template they are ignored, as documented.
    var media = content == null ? mediaSids(form) : List.<String>of();
    var body = body(form);
    return new NewMessage(
        author(form).textOr(author),
        content == null && media.isEmpty()
            ? body.requiredText(Code.BODY_MISSING)
            : body.textOrNull(),
        subject(form).textOrNull(),
        attributes(form).textOr("{}"),
        media,
        content,
        form.field("DateCreated").time(Code.BAD_DATE_CREATED),
        form.field("DateUpdated").time(Code.BAD_DATE_UPDATED),
        null);
  }

  /** What a participant outside chat has written to us. */
  public static NewMessage spokenBy(
      String participantSid, String address, @Nullable String body, List<String> mediaSids) {
    return new NewMessage(address, body, null, "{}", mediaSids, null, null, null, participantSid);
  }

  /** The same wish with other values for some fields of a form. */
  NewMessage amended(Map<String, String> fields, Limits limits) {
    var form = Form.of(fields, limits);
    var other = body(form).clearable();
    if (other.given() && other.value() == null && content == null && mediaSids.isEmpty()) {
      throw Code.BODY_MISSING.in("Body", "is required");
    }
    var otherAuthor = author(form).change().overRequired(author);
    return new NewMessage(
        otherAuthor,
        other.over(body),
        subject,
        attributes(form).change().overRequired(attributes),
        mediaSids,
        content,
        createdAt,
        updatedAt,
        otherAuthor.equals(author) ? speakerSid : null);
  }

  private static List<String> mediaSids(Form form) {
    var sids = form.all("MediaSid");
    var most = form.limits().mediaPerMessage();
    if (sids.size() > most) {
      throw Code.BAD_PARAMETER.in("MediaSid", "may be sent " + most + " times");
    }
    return sids;
  }

  static Field author(Form form) {
    return form.field("Author").max(AUTHOR_LENGTH_MAX, Code.AUTHOR_TOO_LONG);
  }

  /** The text of a message, checked. */
  public static Field body(Form form) {
    return form.sent("Body").maxBytes(form.limits().messageBytes(), Code.BODY_TOO_LONG);
  }

  static Field subject(Form form) {
    return form.sent("Subject").max(SUBJECT_LENGTH_MAX, Code.BAD_PARAMETER);
  }

  static Field attributes(Form form) {
    return form.field("Attributes")
        .maxBytes(form.limits().attributes().message(), Code.ATTRIBUTES_TOO_LONG)
        .json(Code.ATTRIBUTES_INVALID);
  }
}
