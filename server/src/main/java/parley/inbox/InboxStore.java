package parley.inbox;

import static parley.storage.Keyset.Column.number;
import static parley.storage.Keyset.Column.text;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import parley.conversation.Conversation;
import parley.conversation.ConversationState;
import parley.inbox.InboxQuery.Order;
import parley.participant.NotificationLevel;
import parley.storage.Dialect;
import parley.storage.Keyset;
import parley.storage.Row;
import parley.storage.Sql;
import parley.storage.Tx;
import parley.value.Cursor;
import parley.value.Page;
import parley.value.PageAsked;

/** The table of users' lists, a copy of what orders, filters and counts their conversations. */
final class InboxStore {
  private static final String COLUMNS =
      """
      user_sid, conversation_sid, participant_sid, notification_level, last_read_position,
      read_count, message_count, version, created_at, activity_at, moved_in\
      """;
  private static final String FROM = " FROM inbox WHERE user_sid = :user";
  private static final String SELECT = "SELECT " + COLUMNS + FROM;
  private static final String SELECT_TEXT = "SELECT " + RowText.COLUMNS + FROM;

  private static final Keyset BY_CREATION =
      Keyset.descending(number("created_at"), text("conversation_sid"));
  private static final Keyset BY_ACTIVITY =
      Keyset.descending(number("activity_at"), text("conversation_sid"));
  private static final Keyset BY_SID = Keyset.ascending(text("conversation_sid"));
  private static final Keyset BY_MOVE =
      Keyset.ascending(number("moved_in"), text("conversation_sid"));

  private static final String CHANGED = " RETURNING user_sid, " + RowText.COLUMNS;
  private static final String READ =
      """
      UPDATE inbox SET notification_level = :notification_level,
        last_read_position = :read_position, read_count = :read_count
      WHERE user_sid = :user AND conversation_sid = :conversation\
      """
          + CHANGED;
  // A number of a transaction never goes back in a row, though transactions of one conversation may
  // have taken theirs in another order than they commit in.
  private static final String FOLLOW =
      """
      UPDATE inbox SET state = :state, message_count = :message_count, version = :version,
        activity_at = :activity_at,
        moved_in = CASE WHEN activity_at = :activity_at OR moved_in > {number}
          THEN moved_in ELSE {number} END
      WHERE conversation_sid = :conversation\
      """
          + CHANGED;
  private static final String DATE =
      "UPDATE inbox SET created_at = :created_at WHERE conversation_sid = :conversation";
  private static final String UNCOUNT =
      """
      UPDATE inbox SET read_count = read_count - 1
      WHERE conversation_sid = :conversation AND last_read_position >= :position\
      """;

  private static final String INSERT =
      """
      INSERT INTO inbox (user_sid, conversation_sid, participant_sid, state, notification_level,
        last_read_position, read_count, message_count, version, created_at, activity_at, moved_in)
      VALUES (:user, :conversation, :participant, :state, :notification_level, :read_position,
        :read_count, :message_count, :version, :created_at, :activity_at, {number})\
      """
          + CHANGED;

  private final String settled;
  private final String insert;
  private final String follow;

  InboxStore(Dialect dialect) {
    settled = dialect.settledNumber();
    insert = INSERT.replace("{number}", dialect.transactionNumber());
    follow = FOLLOW.replace("{number}", dialect.transactionNumber());
  }

  /**
   * A page of a list.
   *
   * @param settled the number below which it shows every transaction
   */
  record Part(Page<RowText> page, long settled) {}

  /** What a user's whole list adds up to. */
  record Totals(long conversations, long unreadConversations, long unreadMessages) {}

  /** Writes a new row; it has moved in the transaction that runs. */
  List<Change> insert(Tx tx, InboxRow row, ConversationState state) {
    return setRead(tx.query(insert), row)
        .set("participant", row.participantSid())
        .set("message_count", row.messageCount())
        .set("version", row.cardVersion())
        .set("created_at", row.createdAt())
        .set("activity_at", row.activityAt())
        .set("state", state.name())
        .list(InboxStore::changed);
  }

  /** Writes what belongs to the user alone: level and horizon. */
  List<Change> updateRead(Tx tx, InboxRow row) {
    return setRead(tx.query(READ), row).list(InboxStore::changed);
  }

  private static Sql setRead(Sql sql, InboxRow row) {
    return sql.set("user", row.userSid())
        .set("conversation", row.conversationSid())
        .set("notification_level", row.notificationLevel().name())
        .set("read_position", row.lastReadIndex())
        .set("read_count", row.readCount());
  }

  /** Copies a conversation into the rows of all its members. */
  List<Change> follow(Tx tx, Conversation conversation) {
    return tx.query(follow)
        .set("state", conversation.state().name())
        .set("message_count", conversation.tally().messageCount())
        .set("version", conversation.version())
        .set("activity_at", conversation.tally().activityAt())
        .set("conversation", conversation.sid())
        .list(InboxStore::changed);
  }

  /** Copies the date of a conversation, by which lists are kept; it changes with no message. */
  void date(Tx tx, Conversation conversation) {
    tx.update(DATE)
        .set("created_at", conversation.createdAt())
        .set("conversation", conversation.sid())
        .run();
  }

  private static Change changed(Row row) throws SQLException {
    var text = new RowText(row.text("line"));
    return new Change(row.text("user_sid"), text.conversationSid(), text);
  }

  /** Takes a removed message out of the count of those who had read it. */
  void uncount(Tx tx, String conversation, long position) {
    tx.update(UNCOUNT).set("conversation", conversation).set("position", position).run();
  }

  Optional<InboxRow> find(Tx tx, String user, String conversation) {
    return tx.query(SELECT + " AND conversation_sid = :conversation")
        .set("user", user)
        .set("conversation", conversation)
        .first(InboxStore::read);
  }

  Part listByCreation(Tx tx, String user, InboxQuery query, PageAsked asked) {
    return list(tx, BY_CREATION, user, query, asked, "");
  }

  Part listByActivity(Tx tx, String user, InboxQuery query, PageAsked asked) {
    return list(tx, BY_ACTIVITY, user, query, asked, "");
  }

  /** The rows that moved in this transaction or later, in the order they moved. */
  Part listMoved(Tx tx, String user, InboxQuery query, PageAsked asked, long sinceNumber) {
    return list(tx, BY_MOVE, user, query, asked, " AND moved_in >= " + sinceNumber);
  }

  /** All rows of a user, by the conversation's SID. */
  Page<InboxRow> listBySid(Tx tx, String user, PageAsked asked) {
    return BY_SID.page(
        tx,
        asked,
        SELECT,
        sql -> sql.set("user", user),
        InboxStore::read,
        row -> List.of(row.conversationSid()));
  }

  private Part list(
      Tx tx, Keyset order, String user, InboxQuery query, PageAsked asked, String where) {
    var found =
        order.lines(
            tx,
            asked,
            SELECT_TEXT + filter(query) + where,
            settled,
            sql -> setFilter(sql.set("user", user), query));
    var rows = found.lines().stream().map(RowText::new).toList();
    return new Part(Page.of(rows, asked, row -> key(order, row.of(user))), found.number());
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
                    FROM inbox WHERE user_sid = :user\
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

  /** How many conversations count against the limit of a user; closed ones do not. */
  long countOpen(Tx tx, String user) {
    return tx.query(
            "SELECT count(*) AS open FROM inbox WHERE user_sid = :user AND state <> 'CLOSED'")
        .set("user", user)
        .first(row -> row.number("open"))
        .orElseThrow();
  }

  /** The SIDs of all conversations of a user, in the order in which they may be held. */
  List<String> conversationsOf(Tx tx, String user) {
    return tx.query(
            "SELECT conversation_sid FROM inbox WHERE user_sid = :user ORDER BY conversation_sid")
        .set("user", user)
        .list(row -> row.text("conversation_sid"));
  }

  void delete(Tx tx, String user, String conversation) {
    tx.update("DELETE FROM inbox WHERE user_sid = :user AND conversation_sid = :conversation")
        .set("user", user)
        .set("conversation", conversation)
        .run();
  }

  /** Takes a conversation out of everybody's list. */
  List<Change> deleteConversation(Tx tx, String conversation) {
    return tx.query("DELETE FROM inbox WHERE conversation_sid = :conversation RETURNING user_sid")
        .set("conversation", conversation)
        .list(row -> Change.gone(row.text("user_sid"), conversation));
  }

  /** Deletes the lists of all users of a service, row by row. */
  List<Change> deleteService(Tx tx, String service) {
    return tx.query(
            """
            DELETE FROM inbox WHERE user_sid IN (SELECT sid FROM users WHERE service_sid = :service)
            RETURNING user_sid\
            """)
        .set("service", service)
        .list(row -> Change.unknown(row.text("user_sid")));
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

  private static InboxRow read(Row row) throws SQLException {
    return new InboxRow(
        row.text("user_sid"),
        row.text("conversation_sid"),
        row.text("participant_sid"),
        NotificationLevel.valueOf(row.text("notification_level")),
        row.numberOrNull("last_read_position"),
        row.number("read_count"),
        row.number("message_count"),
        row.number("version"),
        row.time("created_at"),
        row.time("activity_at"),
        row.number("moved_in"));
  }
}
