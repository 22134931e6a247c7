package parley.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Files that may be backups. */
public final class Archive {
  /** What a ZIP archive with entries begins with. */
  private static final byte[] BEGINNING = {'P', 'K', 3, 4};

  private Archive() {}

  /** Whether a file looks like an archive, or nothing is in it. */
  public static boolean isOneOrEmpty(Path file) throws IOException {
    try (var bytes = Files.newInputStream(file)) {
      var found = bytes.readNBytes(BEGINNING.length);
      return found.length == 0 || Arrays.equals(found, BEGINNING);
    }
  }
}
