package parley.bench.bound;

import java.sql.SQLException;
import java.util.List;
import parley.bench.gauge.Processors;
import parley.bench.load.Measure;
import parley.bench.subject.Postgres;

/**
 * What PostgreSQL alone takes for a message: one transaction that writes the rows that Parley has
 * to write, straightforwardly, and reads none. It writes them as Parley would, so that Parley goes
 * on with the numbers that it leaves.
 *
 * <p>To pick the conversation is a look at a small table within the first statement. As a statement
 * of its own it takes a client 10 to 20 us longer than one that looks at nothing.
 */
public final class BareTransaction {
  private static final int CLIENTS = 16;
  private static final String ROOMS =
      """
      CREATE TABLE IF NOT EXISTS bench_rooms (
        n BIGINT PRIMARY KEY, sid TEXT COLLATE "C" NOT NULL);
      TRUNCATE bench_rooms\
      """;
  private static final String ROOM =
      """
      INSERT INTO bench_rooms (n, sid)
      SELECT n, sid FROM unnest(?::text[]) WITH ORDINALITY AS rooms (sid, n)\
      """;

  private final Pgbench pgbench;
  private final Processors processors;
  private final String script;

  private BareTransaction(Pgbench pgbench, Processors processors, String script) {
    this.pgbench = pgbench;
    this.processors = processors;
    this.script = script;
  }

  /**
   * Makes it ready.
   *
   * @param rooms SIDs of the conversations that are written to, each as likely as it comes often
   * @param body of every message
   */
  public static BareTransaction prepare(
      Pgbench pgbench, Postgres postgres, String database, List<String> rooms, String body)
      throws SQLException {
    try (var connection = postgres.connect(database);
        var statement = connection.createStatement();
        var insert = connection.prepareStatement(ROOM)) {
      statement.execute(ROOMS);
      insert.setArray(1, connection.createArrayOf("text", rooms.toArray()));
      insert.executeUpdate();
      statement.execute("VACUUM (ANALYZE) bench_rooms");
    }
    var processors = Processors.ofDatabase(postgres.pid());
    return new BareTransaction(pgbench, processors, script(rooms.size(), body));
  }

  public Measure run(int seconds) {
    return pgbench.run(List.of(script), CLIENTS, seconds, processors);
  }

  /** Of the message's SID the time is there, in its place; the rest of its digits is chance. */
  private static String script(int rooms, String body) {
    return """
    \\set n random(1, %d)
    \\set chance random(0, 9000000000000000000)
    BEGIN;
    UPDATE conversations SET next_position = next_position + 1,
        message_count = message_count + 1, version = version + 1,
        activity_at = greatest(activity_at, (date_part('epoch', now()) * 1000)::bigint)
      WHERE sid = (SELECT sid FROM bench_rooms WHERE n = :n)
      RETURNING sid, next_position - 1 AS position, message_count, version, activity_at \\gset
    INSERT INTO messages (conversation_sid, position, sid, author, body, attributes,
        added_version, changed_version, created_at, updated_at)
      VALUES (:sid, :position, 'IM' || lpad(to_hex(:activity_at::bigint), 12, '0')
          || lpad(to_hex(:chance::bigint), 20, '0'), 'system', '%s', '{}',
        :version, :version, :activity_at, :activity_at);
    UPDATE inbox SET message_count = :message_count, version = :version,
        activity_at = :activity_at, moved_in = greatest(moved_in,
          pg_current_xact_id()::text::bigint + (SELECT base FROM numbering)),
        moved_by = pg_current_xact_id()::text::bigint + (SELECT base FROM numbering)
      WHERE conversation_sid = :sid;
    COMMIT;
    """
        .formatted(rooms, body);
  }
}
