package parley.storage;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies what SQLite has written to its log into the database file, beside the writer and not in
 * its way. The log begins anew only at a moment when all of it has been copied and nobody reads in
 * it, which under load never comes by itself: so once the log has become long the writer waits for
 * a copy, and new readers wait for the end of it.
 */
final class SqliteCheckpointer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteCheckpointer.class);

  /**
   * Changes between two copies; a change writes some three pages of 4 KiB. So few, because the sync
   * of a commit waits for whatever the disk is writing of a copy: of 400 changes 40 ms, of these
   * one or two (decision 17).
   */
  private static final int CHANGES = 8;

  /** How long readers are kept out at most; a read takes well below a millisecond. */
  private static final Duration PAUSE_MAX = Duration.ofMillis(200);

  private final Supplier<Session> connections;
  private final SqliteReaders readers;
  private final long logPagesMax;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("sqlite-checkpointer").factory());
  private CompletableFuture<Long> copy = CompletableFuture.completedFuture(0L);
  private int changes;
  private volatile long rested = System.nanoTime();
  private @Nullable Session session;

  /**
   * @param connections opens a connection; asked once, when there is something to copy
   * @param logPagesMax pages in the log from which on it is to begin anew
   */
  SqliteCheckpointer(Supplier<Session> connections, SqliteReaders readers, long logPagesMax) {
    this.connections = connections;
    this.readers = readers;
    this.logPagesMax = logPagesMax;
  }

  /** Notes a commit; called by the writer, outside any transaction. */
  void committed(int count) {
    changes += count;
    if (changes < CHANGES || !copy.isDone() || System.nanoTime() - rested < 0) {
      return;
    }
    changes = 0;
    if (copy.join() <= logPagesMax) {
      copy = CompletableFuture.supplyAsync(this::copy, thread);
    } else {
      copy = CompletableFuture.supplyAsync(this::copyAll, thread);
      copy.join();
    }
  }

  /** Copies what is there, and rests as long as it took: on a slow disk too, commits come first. */
  private long copy() {
    var begun = System.nanoTime();
    var pages = checkpoint("PASSIVE");
    var ended = System.nanoTime();
    rested = ended + (ended - begun);
    return pages;
  }

  /** Nearly all while reads go on, then the rest while there are none. */
  private long copyAll() {
    var pages = copy();
    var alone = readers.whileNobodyReads(PAUSE_MAX, () -> checkpoint("RESTART"));
    return alone ? 0 : pages;
  }

  /** A failure is tried again with the next: whatever it is, the writer goes on. */
  private long checkpoint(String mode) {
    try {
      return new Tx(connection())
          .query("PRAGMA wal_checkpoint(" + mode + ")")
          .first(row -> row.number("log"))
          .orElseThrow();
    } catch (RuntimeException e) {
      LOG.warn(
          "the log of SQLite could not be copied into the database: {}",
          SqlFailures.told(e).getMessage());
      return 0;
    }
  }

  private Session connection() {
    if (session == null) {
      session = connections.get();
      // Who reads or writes in another process is not waited for, as ours would wait meanwhile.
      session.execute("PRAGMA busy_timeout = 0");
    }
    return session;
  }

  @Override
  public void close() {
    thread.close();
    if (session != null) {
      session.close();
    }
  }
}
