package parley.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import parley.value.Backoff;

/**
 * News by NOTIFY and LISTEN, each on a connection of its own that commits by itself: inside a
 * change, NOTIFY would hold a lock of the whole cluster through the commit; and a connection of the
 * pool is not ours for long. Without the database, or through a pooler that knows no LISTEN, there
 * is no news, and nobody waits for any.
 */
final class PostgresNews implements NewsWire {
  /** An expression of SQL: a channel for each schema, because channels are the database's. */
  static final String CHANNEL =
      "(SELECT 'parley_' || oid FROM pg_namespace WHERE nspname = current_schema())";

  private static final Duration ENDED_WITHIN = Duration.ofSeconds(2);
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

  private final PostgresNewsSender sender;
  private final PostgresNewsListener listener;

  PostgresNews(Opener connections) {
    sender = new PostgresNewsSender(connections);
    listener = new PostgresNewsListener(connections, sender::isOwn);
  }

  /** Opens connections that are nobody else's. */
  @FunctionalInterface
  interface Opener {
    Connection open() throws SQLException;
  }

  @Override
  public void start(Consumer<Notice> receiver) {
    listener.start(receiver);
  }

  @Override
  public void send(Notice notice) {
    sender.send(notice);
  }

  /** Waits for the next try; all nodes lose a database at once, and come back one by one. */
  static void pause(int failures) throws InterruptedException {
    var wait = BACKOFF.after(failures).toMillis();
    Thread.sleep(wait + ThreadLocalRandom.current().nextLong(wait / 4));
  }

  /** Tells a thread to end, and waits a moment for it. */
  static void end(@Nullable Thread thread) {
    if (thread == null) {
      return;
    }
    thread.interrupt();
    try {
      thread.join(ENDED_WITHIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    sender.close();
    listener.close();
  }
}
