package parley.message;

import org.jspecify.annotations.Nullable;
import parley.http.Form;
import parley.message.Message.Content;
import parley.problem.Code;
import parley.value.Sids;

/** Reads the template of a message from a form (docs/behaviour.md 8.4). */
final class ContentFields {
  private static final int VARIABLES_MAX = 100;
  private static final int NAME_LENGTH_MAX = 16;
  private static final int VALUE_LENGTH_MAX = 256;

  /** Characters of the whole JSON text: a hundred variables of the longest kind. */
  private static final int LENGTH_MAX = 27_801;

  private ContentFields() {}

  static @Nullable Content read(Form form) {
    var sid = form.field("ContentSid").text();
    var variables = variables(form);
    if (sid == null) {
      if (variables != null) {
        throw Code.CONTENT_SID_MISSING.in("ContentSid", "is required beside ContentVariables");
      }
      return null;
    }
    if (!Sids.looksLike("HX", sid)) {
      throw Code.BAD_CONTENT_SID.in("ContentSid", "must be HX and 32 hexadecimal digits");
    }
    return new Content(sid, variables);
  }

  private static @Nullable String variables(Form form) {
    var field = form.field("ContentVariables").max(LENGTH_MAX, Code.CONTENT_VARIABLES_TOO_LONG);
    var variables = field.texts(Code.BAD_CONTENT_VARIABLES);
    if (variables.size() > VARIABLES_MAX) {
      throw field.refused(
          Code.CONTENT_VARIABLES_TOO_LONG, "may have at most " + VARIABLES_MAX + " variables");
    }
    for (var variable : variables.entrySet()) {
      if (variable.getKey().length() > NAME_LENGTH_MAX) {
        throw field.refused(
            Code.CONTENT_VARIABLE_NAME_TOO_LONG, "has a name of over " + NAME_LENGTH_MAX);
      }
      if (variable.getValue().length() > VALUE_LENGTH_MAX) {
        throw field.refused(
            Code.CONTENT_VARIABLE_VALUE_TOO_LONG, "has a value of over " + VALUE_LENGTH_MAX);
      }
    }
    return field.text();
  }
}
