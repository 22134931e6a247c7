package parley.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import parley.bench.gauge.Processors;
import parley.bench.gauge.Processors.Taken;
import parley.bench.load.Connection.Credentials;

/**
 * Reads pages that have each changed since they were last read. It goes by rounds: a message into
 * one conversation of every user, which is not measured; then every user's page once, which is.
 */
public final class ChangedReads implements AutoCloseable {
  private static final Pattern OPEN =
      Pattern.compile(
          "\"conversation_sid\":\"(CH\\w+)\",\"unread_messages_count\":\\d[^}]*?\"conversation_state\":\"active\"");

  private final List<Connection> connections = new ArrayList<>();
  private final ExecutorService threads;
  private final Random random = new Random(7);
  private final List<String> users;
  private final Set<String> tags = ConcurrentHashMap.newKeySet();

  public ChangedReads(URI server, Credentials credentials, List<String> users, int connections)
      throws IOException {
    this.users = users;
    for (var i = 0; i < connections; i++) {
      this.connections.add(new Connection(server, credentials));
    }
    threads = Executors.newFixedThreadPool(connections);
  }

  /**
   * Reads for some seconds, of which the writing takes its part.
   *
   * @param query of the page that is read
   * @param pool of the list from which the conversation with the new message is picked
   * @param headers more header lines, each with its CR LF
   */
  public Measure run(
      String query, String pool, String headers, int seconds, Processors processors) {
    var conversations = users.stream().map(user -> conversations(user, pool)).toList();
    var nanos = new ArrayList<Long>();
    var wall = 0L;
    var taken = Taken.NOTHING;
    var until = System.nanoTime() + seconds * 1_000_000_000L;
    while (System.nanoTime() < until) {
      var picked = conversations.stream().map(all -> all.get(random.nextInt(all.size()))).toList();
      onAll((connection, i) -> post(connection, picked.get(i)));
      processors.taken();
      var begun = System.nanoTime();
      nanos.addAll(onAll((connection, i) -> read(connection, users.get(i), query, headers)));
      wall += System.nanoTime() - begun;
      taken = taken.plus(processors.taken());
    }
    return Measure.of(nanos, wall / 1e9, taken);
  }

  /** Those of a user in which a message changes the user's row: open ones with a read horizon. */
  private List<String> conversations(String user, String query) {
    try {
      var page = connections.getFirst().get(path(user, query), "").text();
      return OPEN.matcher(page).results().map(match -> match.group(1)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long read(Connection connection, String user, String query, String headers)
      throws IOException {
    var start = System.nanoTime();
    var answer = connection.get(path(user, query), headers);
    var taken = System.nanoTime() - start;
    var tag = answer.tag();
    if (tag == null || !tags.add(tag)) {
      throw new IOException("a page has not changed");
    }
    return taken;
  }

  private static String path(String user, String query) {
    return "/v1/Users/" + user + "/Conversations" + query;
  }

  private static long post(Connection connection, String conversation) throws IOException {
    var answer =
        connection.post(
            "/v1/Conversations/" + conversation + "/Messages",
            "Body=The+parcel+has+arrived%2C+but+one+item+is+missing.");
    if (answer.status() != 201) {
      throw new IOException("not acknowledged: " + answer.text());
    }
    return 0;
  }

  private interface Task {
    long run(Connection connection, int index) throws IOException;
  }

  /** Runs a task for every user, spread over the connections. */
  private List<Long> onAll(Task task) {
    var parts = new ArrayList<Future<List<Long>>>();
    for (var c = 0; c < connections.size(); c++) {
      var first = c;
      parts.add(
          threads.submit(
              () -> {
                var results = new ArrayList<Long>();
                for (var i = first; i < users.size(); i += connections.size()) {
                  results.add(task.run(connections.get(first), i));
                }
                return results;
              }));
    }
    var all = new ArrayList<Long>();
    try {
      for (var part : parts) {
        all.addAll(part.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    return all;
  }

  @Override
  public void close() throws IOException {
    threads.close();
    for (var connection : connections) {
      connection.close();
    }
  }
}
