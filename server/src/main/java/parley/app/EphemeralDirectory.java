package parley.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.storage.OwnerOnly;

/**
 * A data directory that goes with its server. A mark in it says whose it is, and is locked as long
 * as that server lives: so what a killed one has left is told from what is in use, and goes when
 * the next one starts.
 */
final class EphemeralDirectory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EphemeralDirectory.class);
  private static final String PREFIX = "parley-ephemeral-";
  static final String MARK = "parley.ephemeral";
  static final String MARKED = "Deleted with the server that made it, or by the next one.\n";

  /** A younger mark may be one that is about to be locked. */
  private static final Duration YOUNG = Duration.ofMinutes(1);

  private final Path path;
  private final FileLock lock;

  private EphemeralDirectory(Path path, FileLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /** Makes one among the system's temporary files, and deletes what others have left there. */
  static EphemeralDirectory make() {
    return makeIn(Path.of(System.getProperty("java.io.tmpdir")));
  }

  /**
   * As above.
   *
   * @throws Refusal when it cannot be made
   */
  static EphemeralDirectory makeIn(Path parent) {
    try {
      var path = Files.createTempDirectory(parent, PREFIX, OwnerOnly.directory());
      var mark =
          FileChannel.open(
              path.resolve(MARK),
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              OwnerOnly.file());
      mark.write(StandardCharsets.UTF_8.encode(MARKED));
      var made = new EphemeralDirectory(path, mark.lock());
      made.sweep(parent);
      return made;
    } catch (IOException e) {
      throw new Refusal("no temporary directory can be made in " + parent + ": " + Reasons.of(e));
    }
  }

  Path path() {
    return path;
  }

  private void sweep(Path parent) throws IOException {
    try (var others = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (var other : others) {
        sweepOne(other);
      }
    }
  }

  /** Whatever is in the way of one, it is left where it is. */
  private void sweepOne(Path other) {
    try {
      if (isLeft(other)) {
        deleteIfNobodyHas(other);
      }
    } catch (IOException e) {
      LOG.debug("{} stays, though its server is gone", other, e);
    }
  }

  /** Whether it is surely one of ours: made so, by this user, marked so, and some time ago. */
  private boolean isLeft(Path other) throws IOException {
    var mark = other.resolve(MARK);
    return !other.equals(path)
        && Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS)
        && Files.getOwner(other, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(path))
        && Files.isRegularFile(mark, LinkOption.NOFOLLOW_LINKS)
        && Files.size(mark) == MARKED.length()
        && Files.readString(mark).equals(MARKED)
        && Files.getLastModifiedTime(mark).toInstant().isBefore(Instant.now().minus(YOUNG));
  }

  private static void deleteIfNobodyHas(Path other) throws IOException {
    try (var mark = FileChannel.open(other.resolve(MARK), StandardOpenOption.WRITE)) {
      if (lock(mark) != null) {
        delete(other);
      }
    }
  }

  private static @Nullable FileLock lock(FileChannel mark) throws IOException {
    try {
      return mark.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // this very process has it
    }
  }

  /** Without following links. */
  private static void delete(Path directory) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Deletes it with all that is in it. */
  @Override
  public void close() {
    try {
      deleteAndUnlock();
    } catch (IOException e) {
      LOG.warn("the temporary directory {} cannot be deleted: {}", path, Reasons.of(e));
    }
  }

  private void deleteAndUnlock() throws IOException {
    try {
      delete(path);
    } finally {
      lock.acquiredBy().close();
    }
  }
}
