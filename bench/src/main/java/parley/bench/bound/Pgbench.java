package parley.bench.bound;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import parley.bench.Command;
import parley.bench.gauge.Processors;
import parley.bench.load.Measure;
import parley.bench.subject.Postgres;

/**
 * What the database alone takes, by pgbench with prepared statements: for a page the
 * straightforward query. Its own processor time is not counted, that of the database's processes
 * is.
 */
public final class Pgbench {
  private static final String PAGE =
      """
      SELECT i.conversation_sid, i.participant_sid, i.user_sid, i.notification_level,
        i.last_read_position, i.message_count - i.read_count AS unread, c.account_sid,
        c.service_sid, c.friendly_name, c.unique_name, c.attributes, c.state, c.inactive_at,
        c.closed_at, c.created_by, c.created_at, c.updated_at%s
      FROM inbox i JOIN conversations c ON c.sid = i.conversation_sid%s
      WHERE i.user_sid = '%s'
      ORDER BY i.%s DESC, i.conversation_sid DESC LIMIT %d;
      """;
  private static final String MESSAGE_COLUMNS =
      ", m.sid, m.position, m.author, m.body, m.media, m.attributes, m.created_at";
  private static final String MESSAGE_JOIN =
      """

      LEFT JOIN LATERAL (SELECT * FROM messages n WHERE n.conversation_sid = i.conversation_sid
        ORDER BY n.position DESC LIMIT 1) m ON true\
      """;

  private final Path folder;
  private final Postgres postgres;
  private final String database;

  public Pgbench(Path folder, Postgres postgres, String database) {
    this.folder = folder;
    this.postgres = postgres;
    this.database = database;
  }

  /** The list in its plain order. */
  public static String plain(String user, int size) {
    return PAGE.formatted("", "", user, "created_at", size);
  }

  /** The list by last activity, with the last message. */
  public static String byActivity(String user, int size) {
    return PAGE.formatted(MESSAGE_COLUMNS, MESSAGE_JOIN, user, "activity_at", size);
  }

  /** Runs scripts, each a transaction and as likely as the others. */
  public Measure run(List<String> scripts, int connections, int seconds, Processors processors) {
    var log = folder.resolve("log");
    var command =
        new ArrayList<>(
            List.of(
                Command.find("pgbench").toString(),
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(postgres.port()),
                "-U",
                postgres.user(),
                "-n",
                "-M",
                "prepared",
                "-c",
                Integer.toString(connections),
                "-T",
                Integer.toString(seconds),
                "--log",
                "--log-prefix=" + log));
    for (var i = 0; i < scripts.size(); i++) {
      command.add("-f");
      command.add(write("script" + i + ".sql", scripts.get(i)).toString());
    }
    command.add(database);
    processors.taken();
    Command.output(command);
    var taken = processors.taken();
    return Measure.of(times(log), seconds, taken);
  }

  private Path write(String name, String text) {
    try {
      Files.createDirectories(folder);
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The third word of a line is the time of a transaction in microseconds. */
  private static List<Long> times(Path log) {
    var times = new ArrayList<Long>();
    try (var all = Files.list(log.getParent())) {
      for (var file : all.filter(one -> one.getFileName().toString().startsWith("log.")).toList()) {
        try (Stream<String> lines = Files.lines(file)) {
          lines.forEach(line -> times.add(1000 * Long.parseLong(line.split(" ", -1)[2])));
        }
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return times;
  }
}
