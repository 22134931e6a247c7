package parley.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The embedded database: one writer, whose thread commits what waits together, and a few readers
 * that never wait for it (WAL).
 */
final class SqliteDatabase implements Database {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteDatabase.class);

  /**
   * A read is processor work inside a native call: more readers than this would only take turns.
   */
  private static final int READERS = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 16);

  /** Pages that a connection keeps in memory; taken as needed. */
  private static final int CACHE_KIBIBYTES_MAX = 16_000;

  private final SQLiteDataSource source;
  private final Jdbi jdbi;
  private final SqliteWriter writer;
  private final News news = new News(NewsWire.NONE);
  private final BlockingQueue<Reader> readers = new ArrayBlockingQueue<>(READERS);

  SqliteDatabase(DatabaseAddress address) {
    keepFromOthers(address.file());
    source = new SQLiteDataSource(config());
    source.setUrl(address.url());
    jdbi = Jdbi.create(source);
    writer = new SqliteWriter(openWriter(), new SqliteCheckpointer(this::open));
    for (var i = 0; i < READERS; i++) {
      readers.add(new Reader(open()));
    }
  }

  /** SQLite gives its log the rights of the database file; those of old are narrowed. */
  private static void keepFromOthers(@Nullable Path file) {
    if (file == null) {
      return;
    }
    try {
      OwnerOnly.ensureFile(file);
      for (var beside : List.of("-wal", "-shm")) {
        var path = file.resolveSibling(file.getFileName() + beside);
        if (Files.exists(path)) {
          OwnerOnly.tighten(path);
        }
      }
    } catch (IOException e) {
      // Where there is no file, SQLite says in better words why.
      if (Files.exists(file)) {
        LOG.warn("other users' rights on {} cannot be taken away: {}", file, e.toString());
      }
    }
  }

  /** A connection that reads, and what was settled before it was last asked. */
  private static final class Reader {
    final Handle handle;
    long settled;

    Reader(Handle handle) {
      this.handle = handle;
      SqliteNumbers.define(handle, SqliteNumbers.SETTLED, () -> settled);
    }
  }

  private static SQLiteConfig config() {
    var config = new SQLiteConfig(new Properties());
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    // FULL: each commit is on disk before it is acknowledged, also through a power loss.
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(10_000); // the command line may write beside a running server
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    config.setCacheSize(-CACHE_KIBIBYTES_MAX);
    // No memory mapping: after each write a reader starts with an empty cache, and reading the few
    // pages it needs costs half of what mapping them costs.
    return config;
  }

  /** The writer's cache stays good from one change to the next, and is worth being larger. */
  private Handle openWriter() {
    var handle = open();
    handle.execute("PRAGMA cache_size = -" + 4 * CACHE_KIBIBYTES_MAX);
    handle.execute("PRAGMA wal_autocheckpoint = 0");
    return handle;
  }

  private Handle open() {
    try {
      var handle = jdbi.open();
      handle.setStatementBuilder(new Statements());
      return handle;
    } catch (ConnectionException e) {
      var reason = e.getCause() == null ? e : e.getCause();
      throw new IllegalStateException(
          "cannot open " + source.getUrl() + ": " + reason.getMessage(), e);
    }
  }

  @Override
  public Dialect dialect() {
    return Dialect.SQLITE;
  }

  @Override
  public <T> T read(Function<Tx, T> work) {
    var reader = takeReader();
    // Before the read begins: what is settled by then, it sees.
    reader.settled = writer.settled();
    try {
      return work.apply(new Tx(reader.handle));
    } finally {
      readers.add(reader);
    }
  }

  @Override
  public <T> T snapshot(Function<Tx, T> work) {
    return read(
        tx -> {
          tx.update("BEGIN").run();
          try {
            return work.apply(tx);
          } finally {
            tx.update("COMMIT").run();
          }
        });
  }

  @Override
  public <T> T write(Function<Tx, T> work) {
    return writer.write(work);
  }

  @Override
  public News news() {
    return news;
  }

  @Override
  public void close() {
    writer.close();
    var closed = new ArrayList<Reader>();
    while (closed.size() < READERS) {
      var reader = takeReader();
      reader.handle.close();
      closed.add(reader);
    }
    readers.addAll(closed); // who still waits for one fails, instead of waiting for good
  }

  private Reader takeReader() {
    try {
      return readers.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the database", e);
    }
  }
}
