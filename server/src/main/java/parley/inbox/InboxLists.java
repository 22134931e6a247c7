package parley.inbox;

import static parley.storage.Keyset.Column.number;
import static parley.storage.Keyset.Column.text;

import java.util.List;
import java.util.function.UnaryOperator;
import parley.inbox.InboxQuery.Order;
import parley.inbox.Listing.Totals;
import parley.storage.Dialect;
import parley.storage.Keyset;
import parley.storage.Settled;
import parley.storage.Sql;
import parley.storage.Tx;
import parley.value.Cursor;
import parley.value.Page;
import parley.value.PageAsked;

/** Reads users' lists, page by page, and what they add up to. */
final class InboxLists {
  private static final String SELECT =
      "SELECT " + RowText.COLUMNS + " FROM list_rows WHERE user_sid = :user";

  private static final Keyset BY_CREATION =
      Keyset.descending(number("created_at"), text("conversation_sid"));
  private static final Keyset BY_ACTIVITY =
      Keyset.descending(number("activity_at"), text("conversation_sid"));
  private static final Keyset BY_SID = Keyset.ascending(text("conversation_sid"));
  private static final Keyset BY_MOVE =
      Keyset.ascending(number("moved_in"), text("conversation_sid"));

  private final String settled;

  InboxLists(Dialect dialect) {
    settled = dialect.settled();
  }

  Listing listByCreation(Tx tx, String user, InboxQuery query, PageAsked asked) {
    return list(tx, BY_CREATION, user, query, asked, "", sql -> sql);
  }

  Listing listByActivity(Tx tx, String user, InboxQuery query, PageAsked asked) {
    return list(tx, BY_ACTIVITY, user, query, asked, "", sql -> sql);
  }

  /** The rows that were moved by transactions which were not settled, in the order they moved. */
  Listing listMoved(Tx tx, String user, InboxQuery query, PageAsked asked, Settled since) {
    return list(tx, BY_MOVE, user, query, asked, " AND " + Settled.unseen("moved_by"), since::set);
  }

  /** All rows of a user, by the conversation's SID. */
  Page<InboxRow> listBySid(Tx tx, String user, PageAsked asked) {
    return BY_SID.page(
        tx,
        asked,
        InboxStore.SELECT,
        sql -> sql.set("user", user),
        InboxStore::read,
        row -> List.of(row.conversationSid()));
  }

  private Listing list(
      Tx tx,
      Keyset order,
      String user,
      InboxQuery query,
      PageAsked asked,
      String where,
      UnaryOperator<Sql> parameters) {
    var found =
        order.lines(
            tx,
            asked,
            SELECT + filter(query) + where,
            RowText.LINE,
            order == BY_CREATION ? "''" : settled,
            sql -> parameters.apply(setFilter(sql.set("user", user), query)));
    var rows = found.lines().stream().map(RowText::new).toList();
    var page = Page.of(rows, asked, row -> key(order, row.of(user)));
    var mark = order == BY_CREATION ? Settled.NONE : Settled.of(found.beside());
    return new Listing(page, mark, null);
  }

  /** Where a list goes on behind a row. */
  static Cursor behind(RowText row, Order order) {
    // Whose row it is does not matter for its place.
    var keyset = order == Order.CREATION ? BY_CREATION : BY_ACTIVITY;
    return Cursor.after(key(keyset, row.of("")));
  }

  private static List<String> key(Keyset order, InboxRow row) {
    var first =
        order == BY_CREATION
            ? row.createdAt().toEpochMilli()
            : order == BY_ACTIVITY ? row.activityAt().toEpochMilli() : row.movedIn();
    return List.of(Long.toString(first), row.conversationSid());
  }

  Totals totals(Tx tx, String user, InboxQuery query) {
    return setFilter(
            tx.query(
                    """
                    SELECT count(*) AS conversations,
                      count(CASE WHEN message_count > read_count THEN 1 END) AS unread,
                      coalesce(sum(message_count - read_count), 0) AS messages
                    FROM list_rows WHERE user_sid = :user\
                    """
                        + filter(query))
                .set("user", user),
            query)
        .first(
            row ->
                new Totals(
                    row.number("conversations"), row.number("unread"), row.number("messages")))
        .orElseThrow();
  }

  private static String filter(InboxQuery query) {
    return (query.unreadOnly() ? " AND message_count > read_count" : "")
        + (query.state() == null ? "" : " AND state = :state")
        + (query.notificationLevel() == null ? "" : " AND notification_level = :level");
  }

  private static Sql setFilter(Sql sql, InboxQuery query) {
    if (query.state() != null) {
      sql.set("state", query.state().name());
    }
    return query.notificationLevel() == null
        ? sql
        : sql.set("level", query.notificationLevel().name());
  }
}
