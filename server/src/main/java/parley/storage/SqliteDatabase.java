package parley.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import javax.sql.DataSource;
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

  /** Pages that a connection keeps in memory; taken as needed. */
  private static final int CACHE_KIBIBYTES_MAX = 16_000;

  /** Pages in the log from which on it is to begin anew: 64 MiB. */
  private static final long LOG_PAGES_MAX = 16_000;

  private static final long PAGE_BYTES = 4096;

  private final DatabaseOptions options;
  private final DataSource source;
  private final SqliteReaders readers;
  private final SqliteWriter writer;
  private final News news = new News(NewsWire.NONE);

  SqliteDatabase(DatabaseOptions options) {
    this(options, LOG_PAGES_MAX);
  }

  /**
   * @param logPagesMax lower for the tests of what happens from there on
   */
  SqliteDatabase(DatabaseOptions options, long logPagesMax) {
    this.options = options;
    makePrivately(options.address().file());
    source = source(options);
    var session = openWriter(logPagesMax);
    keepFromOthers(options.address().file());
    try {
      readers = new SqliteReaders(this::open, options.patience());
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
    // Last, because it starts a thread: what failed before it leaves nothing behind.
    var checkpointer = new SqliteCheckpointer(this::open, readers, logPagesMax);
    writer = new SqliteWriter(session, checkpointer, options.onFatal());
  }

  /** A new file is made before SQLite makes it, which then gives its log the same rights. */
  private static void makePrivately(@Nullable Path file) {
    try {
      if (file != null && !Files.exists(file)) {
        Files.createFile(file, OwnerOnly.file());
      }
    } catch (IOException e) {
      LOG.debug("SQLite says in better words why there can be no file {}", file, e);
    }
  }

  /** Narrows what was there before; once it is known to be a database, and not somebody's file. */
  private static void keepFromOthers(@Nullable Path file) {
    if (file == null) {
      return;
    }
    for (var suffix : List.of("", "-wal", "-shm")) {
      var path = file.resolveSibling(file.getFileName() + suffix);
      try {
        if (Files.exists(path)) {
          OwnerOnly.tighten(path);
        }
      } catch (IOException e) {
        LOG.warn("other users' rights on {} cannot be taken away: {}", path, e.toString());
      }
    }
  }

  private static DataSource source(DatabaseOptions options) {
    var source = new SQLiteDataSource(config(options));
    source.setUrl(options.address().url());
    return source;
  }

  private static SQLiteConfig config(DatabaseOptions options) {
    var config = new SQLiteConfig(new Properties());
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    // FULL: each commit is on disk before it is acknowledged, also through a power loss.
    config.setSynchronous(
        options.durable() ? SQLiteConfig.SynchronousMode.FULL : SQLiteConfig.SynchronousMode.OFF);
    config.enforceForeignKeys(true);
    // The command line may write beside a running server.
    config.setBusyTimeout((int) options.patience().toMillis());
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    // Else the driver asks for a number after each row that is added, by a statement read anew.
    config.setGetGeneratedKeys(false);
    config.setCacheSize(-CACHE_KIBIBYTES_MAX);
    // No memory mapping: after each write a reader starts with an empty cache, and reading the few
    // pages it needs costs half of what mapping them costs.
    return config;
  }

  private Session openWriter(long logPagesMax) {
    var session = open();
    try {
      // The writer's cache stays good from one change to the next, and is worth being larger.
      session.execute("PRAGMA cache_size = -" + 4 * CACHE_KIBIBYTES_MAX);
      session.execute("PRAGMA wal_autocheckpoint = 0");
      // One large change may have made the log longer: when it begins anew, the rest is given back.
      session.execute("PRAGMA journal_size_limit = " + logPagesMax * PAGE_BYTES);
      return session;
    } catch (SqlError e) {
      session.close();
      throw cannotOpen(e);
    }
  }

  private Session open() {
    try {
      return new Session(source.getConnection(), true);
    } catch (SQLException e) {
      throw cannotOpen(new SqlError("no connection", e));
    }
  }

  private CannotOpen cannotOpen(SqlError e) {
    var reason = e.getCause() instanceof SQLException sql ? SqlFailures.reason(sql) : e.toString();
    return new CannotOpen(options.address().place(), reason, e);
  }

  @Override
  public Dialect dialect() {
    return Dialect.SQLITE;
  }

  @Override
  public <T> T read(Function<Tx, T> work) {
    var checked = UseGuard.checked(work);
    return use(session -> checked.apply(new Tx(session)));
  }

  @Override
  public <T> T snapshot(Function<Tx, T> work) {
    var checked = UseGuard.checked(work);
    return use(session -> snapshot(session, checked));
  }

  private static <T> T snapshot(Session session, Function<Tx, T> work) {
    var tx = new Tx(session);
    tx.update("BEGIN").run();
    try {
      return work.apply(tx);
    } finally {
      endQuietly(tx);
    }
  }

  /** Where the work failed, SQLite may have ended it by itself; the first cause is the one told. */
  private static void endQuietly(Tx tx) {
    try {
      tx.update("ROLLBACK").run();
    } catch (RuntimeException e) {
      LOG.debug("a snapshot had ended by itself", e);
    }
  }

  private <T> T use(Function<Session, T> work) {
    try {
      return readers.read(writer::settled, work);
    } catch (RuntimeException e) {
      throw SqlFailures.told(e);
    }
  }

  @Override
  public <T> T write(Function<Tx, T> work) {
    return writer.write(UseGuard.checked(work), options.patience());
  }

  @Override
  public <T> T writeAlone(Function<Tx, T> work) {
    return writer.writeAlone(work, options.patience());
  }

  @Override
  public DatabaseLoad load() {
    return new DatabaseLoad(
        SqliteReaders.COUNT + 1,
        readers.inUse() + writer.inUse(),
        readers.waiting(),
        writer.waiting(),
        writer.changes(),
        writer.commits());
  }

  @Override
  public News news() {
    return news;
  }

  @Override
  public void close() {
    writer.close();
    readers.close();
  }
}
