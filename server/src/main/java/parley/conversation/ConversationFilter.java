package parley.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.http.Form;
import parley.storage.Sql;

/**
 * Which conversations a list holds (docs/behaviour.md 1.8).
 *
 * @param from inclusive bound on the date of creation
 * @param to inclusive bound on the date of creation
 */
public record ConversationFilter(
    @Nullable Instant from, @Nullable Instant to, @Nullable ConversationState state) {

  static ConversationFilter from(Form query) {
    var state = query.field("State");
    return new ConversationFilter(
        query.field("StartDate").bound(false),
        query.field("EndDate").bound(true),
        NewConversation.state(state));
  }

  /** The filters as the caller gave them, for the links to other pages. */
  static List<Map.Entry<String, String>> given(Form query) {
    var given = new ArrayList<Map.Entry<String, String>>();
    for (var name : List.of("StartDate", "EndDate", "State")) {
      var text = query.field(name).text();
      if (text != null) {
        given.add(Map.entry(name, text));
      }
    }
    return given;
  }

  String sql() {
    return (from == null ? "" : " AND created_at >= :from")
        + (to == null ? "" : " AND created_at <= :to")
        + (state == null ? "" : " AND state = :state");
  }

  Sql set(Sql sql) {
    if (from != null) {
      sql.set("from", from);
    }
    if (to != null) {
      sql.set("to", to);
    }
    return state == null ? sql : sql.set("state", state.name());
  }
}
