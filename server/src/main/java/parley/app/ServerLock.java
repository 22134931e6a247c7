package parley.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.storage.DatabaseAddress;
import parley.storage.OwnerOnly;

/**
 * An embedded database is one server's at a time. A file beside it is locked until this is closed
 * or the process ends; a database that is a server itself takes several.
 */
final class ServerLock implements AutoCloseable {
  private final @Nullable FileLock lock;

  private ServerLock(@Nullable FileLock lock) {
    this.lock = lock;
  }

  /**
   * Takes the database.
   *
   * @throws Refusal when another server has it
   */
  static ServerLock take(DatabaseAddress database) {
    var file = database.file();
    return new ServerLock(file == null ? null : lock(file));
  }

  private static FileLock lock(Path database) {
    try {
      // Servers that name it by different links mean the same file.
      var real = Files.exists(database) ? database.toRealPath() : database;
      var lockFile =
          FileChannel.open(
              real.resolveSibling(real.getFileName() + ".lock"),
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
              OwnerOnly.file());
      var lock = tryLock(lockFile);
      if (lock == null) {
        lockFile.close();
        throw new Refusal(
            "another Parley is using the database "
                + database
                + "; stop it, or name another --data");
      }
      return lock;
    } catch (IOException e) {
      throw new Refusal("the database " + database + " cannot be locked: " + Reasons.of(e));
    }
  }

  private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // this very process has it
    }
  }

  @Override
  public void close() {
    if (lock != null) {
      try {
        lock.acquiredBy().close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
