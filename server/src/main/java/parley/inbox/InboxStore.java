package parley.inbox;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import parley.conversation.Conversation;
import parley.participant.NotificationLevel;
import parley.storage.Dialect;
import parley.storage.Row;
import parley.storage.Sql;
import parley.storage.Tx;

/**
 * The table of users' lists: what a member has alone, and where the database wants it so, copies of
 * what orders, filters and counts their conversations (decision 17). The view {@code list_rows} has
 * whole rows in either case; {@link InboxLists} reads pages of them.
 */
final class InboxStore {
  private static final String COLUMNS =
      """
      user_sid, conversation_sid, participant_sid, notification_level, last_read_position,
      read_count, message_count, version, created_at, activity_at, moved_in\
      """;

  /** What reads whole rows of a user's list. */
  static final String SELECT = "SELECT " + COLUMNS + " FROM list_rows WHERE user_sid = :user";

  private static final String READ =
      """
      UPDATE inbox SET notification_level = :notification_level,
        last_read_position = :read_position, read_count = :read_count
      WHERE user_sid = :user AND conversation_sid = :conversation\
      """;
  // Transactions of one conversation may have taken their numbers in another order than they commit
  // in. Where a row has moved in a walk never goes back; who moved it is told as it is.
  private static final String FOLLOW =
      """
      UPDATE inbox SET state = :state, message_count = :message_count, version = :version,
        activity_at = :activity_at,
        moved_in = CASE WHEN activity_at = :activity_at OR moved_in > {number}
          THEN moved_in ELSE {number} END,
        moved_by = CASE WHEN activity_at = :activity_at THEN moved_by ELSE {number} END
      WHERE conversation_sid = :conversation\
      """;
  private static final String DATE =
      "UPDATE inbox SET created_at = :created_at WHERE conversation_sid = :conversation";
  private static final String COUNT =
      """
      UPDATE inbox SET read_count = read_count + :change
      WHERE conversation_sid = :conversation AND last_read_position >= :position\
      """;
  private static final String INSERT =
      """
      INSERT INTO inbox (user_sid, conversation_sid, participant_sid, notification_level,
        last_read_position, read_count, created_at, moved_in{columns})
      VALUES (:user, :conversation, :participant, :notification_level, :read_position,
        :read_count, :created_at, {number}{values})\
      """;

  private final boolean copies;
  private final String insert;
  private final String follow;

  InboxStore(Dialect dialect) {
    copies = dialect.copiesIntoLists();
    insert =
        INSERT
            .replace(
                "{columns}", copies ? ", moved_by, state, message_count, version, activity_at" : "")
            .replace(
                "{values}",
                copies ? ", {number}, :state, :message_count, :version, :activity_at" : "")
            .replace("{number}", dialect.transactionNumber());
    follow = FOLLOW.replace("{number}", dialect.transactionNumber());
  }

  /** Writes a new row; it has moved in the transaction that runs. */
  void insert(Tx tx, InboxRow row, Conversation conversation) {
    var sql =
        setRead(tx.update(insert), row)
            .set("participant", row.participantSid())
            .set("created_at", row.createdAt());
    (copies ? setCopy(sql, conversation) : sql).run();
  }

  /** Writes what belongs to the user alone: level and horizon. */
  void updateRead(Tx tx, InboxRow row) {
    setRead(tx.update(READ), row).run();
  }

  private static Sql setRead(Sql sql, InboxRow row) {
    return sql.set("user", row.userSid())
        .set("conversation", row.conversationSid())
        .set("notification_level", row.notificationLevel().name())
        .set("read_position", row.lastReadIndex())
        .set("read_count", row.readCount());
  }

  /** Copies a conversation into the rows of all its members, where they are copies. */
  void follow(Tx tx, Conversation conversation) {
    if (copies) {
      setCopy(tx.update(follow), conversation).set("conversation", conversation.sid()).runSoon();
    }
  }

  private static Sql setCopy(Sql sql, Conversation conversation) {
    return sql.set("state", conversation.state().name())
        .set("message_count", conversation.tally().messageCount())
        .set("version", conversation.version())
        .set("activity_at", conversation.tally().activityAt());
  }

  /** Writes the date of a conversation, by which lists are kept; it changes with no message. */
  void date(Tx tx, Conversation conversation) {
    tx.update(DATE)
        .set("created_at", conversation.createdAt())
        .set("conversation", conversation.sid())
        .run();
  }

  /** The rows of a conversation in these users' lists, as they are now. */
  List<RowChange> rows(Tx tx, String conversation, List<String> users) {
    return tx.query(
            "SELECT user_sid, "
                + RowText.LINE
                + " AS line FROM list_rows WHERE conversation_sid = :conversation"
                + " AND user_sid IN (<users>)")
        .set("conversation", conversation)
        .setAll("users", users)
        .list(
            row ->
                new RowChange(row.text("user_sid"), conversation, new RowText(row.text("line"))));
  }

  /** Takes a new message into the count of those whose horizon it is not beyond. */
  void count(Tx tx, String conversation, long position) {
    count(tx, conversation, position, 1);
  }

  /** Takes a removed message out of the count of those who had read it. */
  void uncount(Tx tx, String conversation, long position) {
    count(tx, conversation, position, -1);
  }

  private static void count(Tx tx, String conversation, long position, long change) {
    tx.update(COUNT)
        .set("change", change)
        .set("conversation", conversation)
        .set("position", position)
        .run();
  }

  Optional<InboxRow> find(Tx tx, String user, String conversation) {
    return tx.query(SELECT + " AND conversation_sid = :conversation")
        .set("user", user)
        .set("conversation", conversation)
        .first(InboxStore::read);
  }

  /** How many conversations count against the limit of a user; closed ones do not. */
  long countOpen(Tx tx, String user) {
    return tx.query(
            "SELECT count(*) AS open FROM list_rows WHERE user_sid = :user AND state <> 'CLOSED'")
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
  void deleteConversation(Tx tx, String conversation) {
    tx.update("DELETE FROM inbox WHERE conversation_sid = :conversation")
        .set("conversation", conversation)
        .run();
  }

  /** The users who have a conversation in their lists. */
  List<String> usersOf(Tx tx, String conversation) {
    return tx.query("SELECT user_sid FROM inbox WHERE conversation_sid = :conversation")
        .set("conversation", conversation)
        .list(row -> row.text("user_sid"));
  }

  static InboxRow read(Row row) throws SQLException {
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
