package parley.console;

import static parley.storage.Keyset.Column.number;
import static parley.storage.Keyset.Column.text;

import java.sql.SQLException;
import java.util.List;
import parley.conversation.ConversationState;
import parley.storage.Keyset;
import parley.storage.Row;
import parley.storage.Tx;
import parley.value.Page;
import parley.value.PageAsked;

/** Reads the tables of conversations and of participants for a search. */
final class SearchStore {
  private static final String SELECT =
      """
      SELECT sid, service_sid, friendly_name, unique_name, state, message_count, activity_at,
        created_at, (SELECT count(*) FROM participants
          WHERE participants.conversation_sid = conversations.sid) AS participant_count
      FROM conversations WHERE service_sid = :service\
      """;
  private static final Keyset NEWEST_FIRST = Keyset.descending(number("created_at"), text("sid"));

  Page<FoundConversation> list(Tx tx, String service, SearchFilter filter, PageAsked asked) {
    return NEWEST_FIRST.page(
        tx,
        asked,
        SELECT + filter.sql(),
        sql -> filter.set(sql.set("service", service)),
        SearchStore::read,
        found -> List.of(Long.toString(found.createdAt().toEpochMilli()), found.sid()));
  }

  private static FoundConversation read(Row row) throws SQLException {
    return new FoundConversation(
        row.text("sid"),
        row.text("service_sid"),
        row.textOrNull("friendly_name"),
        row.textOrNull("unique_name"),
        ConversationState.valueOf(row.text("state")),
        row.number("message_count"),
        row.number("participant_count"),
        row.time("activity_at"),
        row.time("created_at"));
  }
}
