package parley.storage;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies what SQLite has written to its log into the database file, beside the writer and not in
 * its way. The log begins anew only at a moment when all of it has been copied, which under load
 * never comes by itself: so the writer waits for a copy once the log has become long.
 */
final class SqliteCheckpointer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteCheckpointer.class);

  /** Changes between two copies; a change writes some seven pages of 4 KiB. */
  private static final int CHANGES = 400;

  /** Pages in the log from which on the writer waits: 64 MiB. */
  private static final long LOG_PAGES_MAX = 16_000;

  private final Supplier<Handle> connections;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("sqlite-checkpointer").factory());
  private CompletableFuture<Long> copy = CompletableFuture.completedFuture(0L);
  private int changes;
  private @Nullable Handle handle;

  /**
   * @param connections opens a connection; asked once, when there is something to copy
   */
  SqliteCheckpointer(Supplier<Handle> connections) {
    this.connections = connections;
  }

  /** Notes a commit; called by the writer, outside any transaction. */
  void committed(int count) {
    changes += count;
    if (changes < CHANGES || !copy.isDone()) {
      return;
    }
    changes = 0;
    var isLong = copy.join() > LOG_PAGES_MAX;
    copy = CompletableFuture.supplyAsync(this::copy, thread);
    if (isLong) {
      copy.join();
    }
  }

  /** Copies what is there. How many pages the log has; a failure is tried again with the next. */
  private long copy() {
    try {
      if (handle == null) {
        handle = connections.get();
      }
      return new Tx(handle)
          .query("PRAGMA wal_checkpoint(PASSIVE)")
          .first(row -> row.number("log"))
          .orElseThrow();
    } catch (Throwable e) { // whatever it is, the writer goes on
      LOG.warn("the log of SQLite could not be copied into the database", e);
      return 0;
    }
  }

  @Override
  public void close() {
    thread.close();
    if (handle != null) {
      handle.close();
    }
  }
}
