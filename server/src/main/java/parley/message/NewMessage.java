package parley.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.http.Field;
import parley.http.Form;
import parley.problem.Code;

/** A wish for a message. */
public record NewMessage(
    String author,
    @Nullable String body,
    @Nullable String subject,
    String attributes,
    @Nullable Instant createdAt,
    @Nullable Instant updatedAt) {
  static final int AUTHOR_LENGTH_MAX = 256;
  static final int BODY_BYTES_MAX = 32 * 1024;
  static final int SUBJECT_LENGTH_MAX = 256;
  static final int ATTRIBUTES_BYTES_MAX = 4096;

  /** The author of a message that names none (rest-behaviour.md 2.7). */
  private static final String SYSTEM = "system";

  public static NewMessage from(Form form) {
    var author = author(form).textOrNull();
    return new NewMessage(
        author == null ? SYSTEM : author,
        body(form).requiredText(Code.BODY_MISSING),
        subject(form).textOrNull(),
        attributes(form).textOr("{}"),
        form.field("DateCreated").time(Code.BAD_DATE_CREATED),
        form.field("DateUpdated").time(Code.BAD_DATE_UPDATED));
  }

  static Field author(Form form) {
    return form.field("Author").max(AUTHOR_LENGTH_MAX, Code.AUTHOR_TOO_LONG);
  }

  static Field body(Form form) {
    return form.field("Body").maxBytes(BODY_BYTES_MAX, Code.BODY_TOO_LONG);
  }

  static Field subject(Form form) {
    return form.field("Subject").max(SUBJECT_LENGTH_MAX, Code.BAD_PARAMETER);
  }

  static Field attributes(Form form) {
    return form.field("Attributes")
        .maxBytes(ATTRIBUTES_BYTES_MAX, Code.ATTRIBUTES_TOO_LONG)
        .json(Code.ATTRIBUTES_INVALID);
  }
}
