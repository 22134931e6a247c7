package parley.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.conversation.ConversationState;
import parley.http.Form;
import parley.problem.Code;
import parley.storage.Sql;

/**
 * What is searched for.
 *
 * @param text a part of a name, or of the identity or address of who takes part; null for any
 */
record SearchFilter(@Nullable String text, @Nullable ConversationState state) {
  static final int TEXT_LENGTH_MAX = 256;

  static SearchFilter from(Form query) {
    return new SearchFilter(
        query.field("Search").max(TEXT_LENGTH_MAX, Code.BAD_PARAMETER).textOrNull(),
        query.field("State").choice(ConversationState.NAMED, Code.BAD_PARAMETER));
  }

  /** The parameters as the caller gave them, for the links to other pages. */
  static List<Map.Entry<String, String>> given(Form query) {
    var given = new ArrayList<Map.Entry<String, String>>();
    for (var name : List.of("ServiceSid", "Search", "State")) {
      var value = query.field(name).textOrNull();
      if (value != null) {
        given.add(Map.entry(name, value));
      }
    }
    return given;
  }

  String sql() {
    return (state == null ? "" : " AND state = :state") + (text == null ? "" : " AND " + MATCHES);
  }

  Sql set(Sql sql) {
    if (state != null) {
      sql.set("state", state.name());
    }
    return text == null ? sql : sql.set("pattern", "%" + text.replaceAll("[!%_]", "!$0") + "%");
  }

  private static final String MATCHES =
      """
      (%s OR %s OR EXISTS (SELECT 1 FROM participants
        WHERE participants.conversation_sid = conversations.sid AND (%s OR %s)))\
      """
          .formatted(
              like("friendly_name"),
              like("unique_name"),
              like("participants.identity"),
              like("participants.address"));

  /** Both in the database's small letters, for they are not Java's. */
  private static String like(String column) {
    return "lower(" + column + ") LIKE lower(:pattern) ESCAPE '!'";
  }
}
