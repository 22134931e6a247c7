package parley.bench.data;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.bench.data.DataSet.Conversation;
import parley.bench.data.DataSet.Member;

/**
 * Puts a data set into an empty database, past the server: the server's own way syncs the disk for
 * each acknowledged message. {@link Check} proves that what was put in is what it would have made.
 */
final class Loader {
  /** A number below every one that a transaction will have. */
  private static final long MOVED_LONG_AGO = 1;

  private static final int CHUNK = 500;

  private final DataSet data;
  private final Service service;
  private final Connection connection;
  private final List<InboxRow> inbox = new ArrayList<>();

  private Loader(DataSet data, Service service, Connection connection) {
    this.data = data;
    this.service = service;
    this.connection = connection;
  }

  /** The service that all belongs to, and the roles it gives. */
  private record Service(String account, String sid, String userRole, String participantRole) {
    static Service read(Connection connection) throws SQLException {
      try (var query =
              connection.prepareStatement(
                  """
                  SELECT s.account_sid, s.sid, s.default_chat_service_role_sid,
                    s.default_conversation_role_sid
                  FROM accounts a JOIN services s ON s.sid = a.default_service_sid\
                  """);
          var row = query.executeQuery()) {
        if (!row.next()) {
          throw new IllegalStateException("the server has made no default service");
        }
        return new Service(row.getString(1), row.getString(2), row.getString(3), row.getString(4));
      }
    }
  }

  /** A user's row of a conversation; written last, in the order of the table. */
  private record InboxRow(
      String user,
      String conversation,
      String participant,
      String state,
      @Nullable Long horizon,
      long readCount,
      long messageCount,
      long version,
      long createdAt,
      long activityAt) {}

  /**
   * Loads the data set.
   *
   * @param jdbcUrl a database in which the server has made schema, account and default service
   */
  static void load(String jdbcUrl, DataSet data) throws SQLException {
    var sqlite = jdbcUrl.startsWith("jdbc:sqlite:");
    var url = sqlite ? jdbcUrl : jdbcUrl + "&reWriteBatchedInserts=true";
    try (var connection = DriverManager.getConnection(url)) {
      if (sqlite) {
        execute(connection, "PRAGMA synchronous = OFF", "PRAGMA cache_size = -500000");
      }
      connection.setAutoCommit(false);
      new Loader(data, Service.read(connection), connection).load();
      connection.commit();
      connection.setAutoCommit(true);
      if (sqlite) {
        execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
      } else {
        execute(connection, "VACUUM (ANALYZE, FREEZE)", "CHECKPOINT");
      }
    }
  }

  private static void execute(Connection connection, String... statements) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private void load() throws SQLException {
    loadUsers();
    loadConversations();
    loadInbox();
  }

  private void loadUsers() throws SQLException {
    try (var users =
        new Batch(
            connection,
            "users",
            "sid, service_sid, identity, friendly_name, attributes, role_sid, created_at,"
                + " updated_at")) {
      for (var user : data.all()) {
        users.add(
            user.sid(),
            service.sid(),
            user.identity(),
            user.name(),
            user.attributes(),
            service.userRole(),
            user.createdAt(),
            user.createdAt());
      }
    }
  }

  private void loadConversations() throws SQLException {
    try (var conversations =
            new Batch(
                connection,
                "conversations",
                "sid, account_sid, service_sid, friendly_name, attributes, state, created_by,"
                    + " next_position, message_count, activity_at, version, created_at,"
                    + " updated_at");
        var participants =
            new Batch(
                connection,
                "participants",
                "conversation_sid, sid, identity, user_sid, role_sid, attributes,"
                    + " notification_level, last_read_position, last_read_at, added_version,"
                    + " changed_version, created_at, updated_at");
        var messages =
            new Batch(
                connection,
                "messages",
                "conversation_sid, position, sid, author, participant_sid, body, attributes,"
                    + " added_version, changed_version, created_at, updated_at")) {
      var some = new ArrayList<Conversation>(CHUNK);
      data.forEach(
          conversation -> {
            some.add(conversation);
            if (some.size() == CHUNK) {
              add(some, conversations, participants, messages);
            }
          });
      add(some, conversations, participants, messages);
    }
  }

  private void add(
      List<Conversation> some, Batch conversations, Batch participants, Batch messages) {
    try {
      for (var one : some) {
        add(conversations, one);
      }
      conversations.flush(); // the rows below refer to these
      for (var one : some) {
        addMembers(participants, one);
        addMessages(messages, one);
      }
      some.clear();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void add(Batch conversations, Conversation one) throws SQLException {
    var length = one.messages().size();
    conversations.add(
        one.sid(),
        service.account(),
        service.sid(),
        one.name(),
        one.attributes(),
        one.state(),
        "system",
        length,
        length,
        one.activityAt(),
        one.version(),
        one.createdAt(),
        one.createdAt());
  }

  private void addMembers(Batch participants, Conversation conversation) throws SQLException {
    var version = 0;
    for (var member : conversation.members()) {
      version++;
      participants.add(
          conversation.sid(),
          member.sid(),
          member.user().identity(),
          member.user().sid(),
          service.participantRole(),
          "{}",
          "DEFAULT",
          member.horizon(),
          member.horizon() == null ? null : (Long) conversation.activityAt(),
          version,
          version,
          conversation.createdAt(),
          conversation.createdAt());
      inbox.add(row(conversation, member));
    }
  }

  private static InboxRow row(Conversation conversation, Member member) {
    return new InboxRow(
        member.user().sid(),
        conversation.sid(),
        member.sid(),
        conversation.state(),
        member.horizon(),
        member.readCount(),
        conversation.messages().size(),
        conversation.version(),
        conversation.createdAt(),
        conversation.activityAt());
  }

  private static void addMessages(Batch messages, Conversation conversation) throws SQLException {
    var position = 0L;
    for (var message : conversation.messages()) {
      var version = conversation.members().size() + position + 1;
      messages.add(
          conversation.sid(),
          position,
          message.sid(),
          message.author().user().identity(),
          message.author().sid(),
          message.body(),
          "{}",
          version,
          version,
          message.createdAt(),
          message.createdAt());
      position++;
    }
  }

  private void loadInbox() throws SQLException {
    inbox.sort(Comparator.comparing(InboxRow::user).thenComparing(InboxRow::conversation));
    // SQLite reads what the members share from the conversation (decision 17).
    var copies = !connection.getMetaData().getURL().startsWith("jdbc:sqlite:");
    var own =
        "user_sid, conversation_sid, participant_sid, notification_level, last_read_position,"
            + " read_count, created_at, moved_in";
    var copied = ", state, message_count, version, activity_at";
    try (var rows = new Batch(connection, "inbox", copies ? own + copied : own)) {
      for (var row : inbox) {
        var values =
            new ArrayList<@Nullable Object>(
                Arrays.asList(
                    row.user(),
                    row.conversation(),
                    row.participant(),
                    "DEFAULT",
                    row.horizon(),
                    row.readCount(),
                    row.createdAt(),
                    MOVED_LONG_AGO));
        if (copies) {
          values.addAll(List.of(row.state(), row.messageCount(), row.version(), row.activityAt()));
        }
        rows.add(values.toArray());
      }
    }
  }
}
