package parley.bench.data;

import java.io.IOException;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import parley.bench.load.Connection;
import parley.bench.subject.PackagedServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Proves that a loaded database is what the server itself would have made of the same history: its
 * lists agree with the tables they are copied from, in all rows, and for a sample of users the
 * server's answers agree with the generator.
 */
final class Check {
  private static final String WRONG_ROWS =
      """
      SELECT count(*) FROM participants p
      JOIN conversations c ON c.sid = p.conversation_sid
      LEFT JOIN list_rows i ON i.user_sid = p.user_sid AND i.conversation_sid = p.conversation_sid
      WHERE i.user_sid IS NULL OR i.participant_sid <> p.sid OR i.state <> c.state
        OR i.notification_level <> p.notification_level
        OR coalesce(i.last_read_position, -1) <> coalesce(p.last_read_position, -1)
        OR i.message_count <> c.message_count OR i.version <> c.version
        OR i.created_at <> c.created_at OR i.activity_at <> c.activity_at
        OR i.read_count <> (SELECT count(*) FROM messages m
          WHERE m.conversation_sid = p.conversation_sid AND m.position <= p.last_read_position)\
      """;
  private static final String WRONG_CONVERSATIONS =
      """
      SELECT count(*) FROM conversations c
      WHERE (c.message_count, c.next_position) <> (SELECT count(*), coalesce(max(position), -1) + 1
          FROM messages m WHERE m.conversation_sid = c.sid)
        OR c.activity_at <> coalesce((SELECT m.created_at FROM messages m
          WHERE m.conversation_sid = c.sid ORDER BY position DESC LIMIT 1), c.created_at)\
      """;
  private static final String COUNTS =
      """
      SELECT count(*) AS conversations,
        coalesce(sum(c.message_count - coalesce(p.last_read_position + 1, 0)), 0) AS unread
      FROM participants p JOIN conversations c ON c.sid = p.conversation_sid
      WHERE p.user_sid = ?\
      """;
  private static final int SAMPLE = 10;

  private Check() {}

  static void run(String jdbcUrl, URI server, DataSet data) throws SQLException, IOException {
    try (var database = DriverManager.getConnection(jdbcUrl);
        var statement = database.createStatement();
        var connection = new Connection(server, PackagedServer.credentials())) {
      for (var sql : List.of(WRONG_ROWS, WRONG_CONVERSATIONS)) {
        var rows = statement.executeQuery(sql);
        rows.next();
        require(rows.getLong(1) == 0, rows.getLong(1) + " wrong rows by\n" + sql);
      }
      var users = data.all();
      for (var i = 0; i < SAMPLE; i++) {
        var user = users.get(i * (users.size() - 1) / (SAMPLE - 1));
        checkUser(connection, database, user);
      }
    }
  }

  private static void checkUser(
      Connection connection, java.sql.Connection database, DataSet.User user)
      throws SQLException, IOException {
    var path = "/v1/Users/" + user.sid() + "/Conversations";
    var answer =
        read(connection, path + "?Include=Totals&Include=LastMessage&OrderBy=LastActivity");
    try (var counts = database.prepareStatement(COUNTS)) {
      counts.setString(1, user.sid());
      var row = counts.executeQuery();
      row.next();
      var totals = answer.get("totals");
      require(
          totals.get("conversations").asLong() == row.getLong("conversations")
              && totals.get("unread_messages").asLong() == row.getLong("unread"),
          "the totals of " + user + " are " + totals);
    }
    for (var entry : answer.get("conversations")) {
      checkEntry(connection, entry);
    }
  }

  /** The list's row against the messages that the server itself lists. */
  private static void checkEntry(Connection connection, JsonNode entry) throws IOException {
    var path = "/v1/Conversations/" + entry.get("conversation_sid").asString() + "/Messages";
    var newest = read(connection, path + "?Order=desc&PageSize=1").get("messages");
    var last = entry.get("last_message");
    if (newest.isEmpty()) {
      require(last.isNull(), entry + " has a last message");
      return;
    }
    var index = newest.get(0).get("index").asLong();
    require(
        last.get("sid").equals(newest.get(0).get("sid"))
            && last.get("body").equals(newest.get(0).get("body")),
        "the last message of " + entry);
    var read = entry.get("last_read_message_index");
    require(
        read.isNull()
            ? entry.get("unread_messages_count").isNull()
            : entry.get("unread_messages_count").asLong() == index - read.asLong(),
        "the unread count of " + entry);
  }

  private static JsonNode read(Connection connection, String path) throws IOException {
    var answer = connection.get(path, "");
    require(answer.status() == 200, path + " answers " + answer.text());
    return JsonMapper.shared().readTree(answer.body());
  }

  private static void require(boolean right, String otherwise) {
    if (!right) {
      throw new IllegalStateException(
          "the data set is not what the server would have made: " + otherwise);
    }
  }
}
