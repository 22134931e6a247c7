package parley.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.storage.OwnerOnly;

/** The directory of an installation's data and secrets, its owner's alone. */
final class DataDirectory {
  private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);

  private static final List<String> CLOSED = List.of("auth-token", "secret-key", "media");
  private static final Pattern OURS =
      Pattern.compile("account-sid|auth-token|secret-key|media|proxy|parley\\..*");

  private final Path path;

  private DataDirectory(Path path) {
    this.path = path;
  }

  /** The directory as it is, or is not: for who makes nothing in it. */
  static DataDirectory at(Path path) {
    return new DataDirectory(path);
  }

  /** Makes the directory where it is missing, and takes the others' rights from a present one. */
  static DataDirectory ensure(Path path) {
    try {
      if (Files.isDirectory(path)) {
        keepFromOthers(path);
      } else {
        Files.createDirectories(path, OwnerOnly.directory());
      }
      return new DataDirectory(path);
    } catch (FileAlreadyExistsException e) {
      throw new Refusal(path + " is not a directory; name another " + Setting.DATA);
    } catch (IOException e) {
      var done = Files.isDirectory(path) ? "used" : "made";
      throw new Refusal("the data directory " + path + " cannot be " + done + ": " + Reasons.of(e));
    }
  }

  private static void keepFromOthers(Path directory) throws IOException {
    for (var name : CLOSED) {
      var file = directory.resolve(name);
      if (Files.exists(file)) {
        tighten(file);
      }
    }
    if (isOursAlone(directory)) {
      tighten(directory);
    } else if (OwnerOnly.isOpen(directory)) {
      LOG.warn("other users may look into the data directory {}, not into its files", directory);
    }
  }

  /** A directory that holds other things too is not ours to close: it may be /tmp. */
  private static boolean isOursAlone(Path directory) throws IOException {
    try (var entries = Files.list(directory)) {
      return entries.allMatch(one -> OURS.matcher(one.getFileName().toString()).matches());
    }
  }

  private static void tighten(Path path) {
    try {
      if (OwnerOnly.tighten(path)) {
        LOG.warn("{} was open to other users; now it is its owner's alone", path);
      }
    } catch (IOException e) {
      LOG.warn("{} is open to other users, and cannot be closed: {}", path, Reasons.of(e));
    }
  }

  Path file(String name) {
    return path.resolve(name);
  }

  /**
   * The text of a file, without blanks around it; absent when there is no file.
   *
   * @throws Refusal when it cannot be read, or nothing is in it
   */
  Optional<String> text(String name) {
    var file = file(name);
    try {
      var text = Files.readString(file, StandardCharsets.UTF_8).strip();
      if (text.isEmpty()) {
        throw new Refusal("the file " + file + " is empty; put back what was in it");
      }
      return Optional.of(text);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new Refusal("the file " + file + " cannot be read: " + Reasons.of(e));
    }
  }

  /** The text of a file that was missing a moment ago: this one, or what another server made. */
  String made(String name, String text) {
    try {
      writeWhole(file(name), text + "\n");
    } catch (FileAlreadyExistsException e) {
      // Two servers of one directory start for the first time at once: both take the first text.
    } catch (IOException e) {
      throw new Refusal("the file " + file(name) + " cannot be made: " + Reasons.of(e));
    }
    return text(name).orElse(text);
  }

  /** Writes the text of a file, in place of what was there. */
  void put(String name, String text) throws IOException {
    Files.deleteIfExists(file(name));
    writeWhole(file(name), text.strip() + "\n");
  }

  /** Whole or not at all, never over another, and never readable by others, not for a moment. */
  private static void writeWhole(Path file, String text) throws IOException {
    var fresh =
        Files.createTempFile(
            file.toAbsolutePath().getParent(), file.getFileName() + ".", ".new", OwnerOnly.file());
    try {
      try (var out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        out.write(StandardCharsets.UTF_8.encode(text));
        out.force(true);
      }
      try {
        Files.createLink(file, fresh);
      } catch (UnsupportedOperationException e) {
        Files.move(fresh, file); // no such links here; then no two servers either
      }
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
