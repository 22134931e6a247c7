package parley.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The directory of an installation's data. What it keeps secret is readable by its owner alone. At
 * most one server uses it at a time.
 */
final class DataDirectory implements AutoCloseable {
  private static final HexFormat HEX = HexFormat.of();

  private final Path path;
  private @Nullable FileChannel lockFile;
  private @Nullable FileLock lock;

  private DataDirectory(Path path) {
    this.path = path;
  }

  /** Opens the directory, making it where it is missing. */
  static DataDirectory open(Path path) {
    try {
      Files.createDirectories(path);
      return new DataDirectory(path);
    } catch (FileAlreadyExistsException e) {
      throw new Refusal(path + " is not a directory");
    } catch (IOException e) {
      throw new Refusal("the data directory " + path + " cannot be made: " + e.getMessage());
    }
  }

  /** Takes the directory for one server, until it is closed or the process ends. */
  void claim() {
    try {
      lockFile =
          FileChannel.open(
              path.resolve("parley.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      lock = lockFile.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    } catch (IOException e) {
      throw new Refusal("the data directory " + path + " cannot be locked: " + e.getMessage());
    }
    if (lock == null) {
      throw new Refusal(
          "another Parley is using the data directory "
              + path
              + "; stop it, or name another --data");
    }
  }

  /** Whether a server is using the directory now. */
  boolean isClaimed() {
    try (var file =
            FileChannel.open(
                path.resolve("parley.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var free = file.tryLock()) {
      return free == null;
    } catch (OverlappingFileLockException e) {
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path file(String name) {
    return path.resolve(name);
  }

  /** The text of a file, which is made at the first call. */
  String textOf(String name, Supplier<String> fresh) {
    try {
      var file = file(name);
      if (!Files.exists(file)) {
        writePrivately(file, fresh.get() + "\n");
      }
      return Files.readString(file, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new Refusal("the file " + file(name) + " cannot be read or made: " + e.getMessage());
    }
  }

  static String randomHex(int bytes) {
    var random = new byte[bytes];
    new SecureRandom().nextBytes(random);
    return HEX.formatHex(random);
  }

  /** Whole or not at all, and never readable by others, not even for a moment. */
  private static void writePrivately(Path file, String text) throws IOException {
    var fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          fresh,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    try (var out = FileChannel.open(fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      out.write(StandardCharsets.UTF_8.encode(text));
      out.force(true);
    }
    Files.move(fresh, file);
  }

  @Override
  public void close() {
    try {
      if (lock != null) {
        lock.release();
      }
      if (lockFile != null) {
        lockFile.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
