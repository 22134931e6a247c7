package parley.storage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The connections of the embedded database that read, each used by one thread at a time. */
final class SqliteReaders implements AutoCloseable {
  /**
   * A read is processor work inside a native call: more readers than this would only take turns.
   */
  static final int COUNT = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 16);

  private final BlockingQueue<Reader> idle = new ArrayBlockingQueue<>(COUNT);
  private final Duration patience;
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile boolean closed;

  /**
   * Opens them all, or none.
   *
   * @param patience how long a read waits for one that is idle
   */
  SqliteReaders(Supplier<Session> connections, Duration patience) {
    this.patience = patience;
    try {
      for (var i = 0; i < COUNT; i++) {
        idle.add(new Reader(connections.get()));
      }
    } catch (RuntimeException e) {
      idle.forEach(reader -> reader.session.close());
      throw e;
    }
  }

  /** A connection that reads, and what was settled before it was last asked. */
  private static final class Reader {
    final Session session;
    long settled;

    Reader(Session session) {
      this.session = session;
      SqliteNumbers.define(session, SqliteNumbers.SETTLED, () -> settled);
    }
  }

  <T> T read(LongSupplier settled, Function<Session, T> work) {
    var reader = take(patience);
    if (reader == null) {
      throw new StorageFailure.Busy("every connection that reads is in use", null);
    }
    try {
      if (closed) {
        throw new StorageFailure.Unavailable("it is closed", null);
      }
      // Before the read begins: what is settled by then, it sees.
      reader.settled = settled.getAsLong();
      return work.apply(reader.session);
    } finally {
      idle.add(reader);
    }
  }

  /**
   * Runs the work at a moment when nobody reads: keeps new readers out until those under way are
   * done, but no longer than the limit.
   *
   * @return false when that moment did not come
   */
  boolean whileNobodyReads(Duration limit, Runnable work) {
    var held = new ArrayList<Reader>(COUNT);
    var end = System.nanoTime() + limit.toNanos();
    try {
      while (held.size() < COUNT) {
        var reader = take(Duration.ofNanos(end - System.nanoTime()));
        if (reader == null) {
          return false;
        }
        held.add(reader);
      }
      work.run();
      return true;
    } finally {
      idle.addAll(held);
    }
  }

  int inUse() {
    return COUNT - idle.size();
  }

  int waiting() {
    return waiting.get();
  }

  private @Nullable Reader take(Duration limit) {
    var reader = idle.poll();
    return reader == null ? await(limit) : reader;
  }

  private @Nullable Reader await(Duration limit) {
    waiting.incrementAndGet();
    try {
      return idle.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageFailure.Unavailable("interrupted while waiting for it", e);
    } finally {
      waiting.decrementAndGet();
    }
  }

  /** Waits for the reads under way. Who waits for a connection is told that it is closed. */
  @Override
  public void close() {
    closed = true;
    var held = new ArrayList<Reader>(COUNT);
    while (held.size() < COUNT) {
      var reader = take(patience);
      if (reader != null) {
        reader.session.close();
        held.add(reader);
      }
    }
    idle.addAll(held);
  }
}
