package parley.operations;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What is done with files beside reading and writing them. */
final class Disk {
  private Disk() {}

  /** Has a file, or the names in a directory, outlive a loss of power. */
  static void sync(Path path) throws IOException {
    try (var open = FileChannel.open(path, StandardOpenOption.READ)) {
      open.force(true);
    }
  }

  /** Deletes a directory of files. */
  static void deleteAll(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
