package parley.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Whether there is room left to write.
 *
 * @param directories where is written; one that is not there yet comes to be where its parent is
 * @param bytesMin how many bytes must be free for each
 */
public record DiskRoom(List<Path> directories, long bytesMin) {
  /** What a log of the database and some files need until somebody has made room: 64 MiB. */
  public static final long BYTES_MIN = 64 << 20;

  /** Of a server that writes to none. */
  public static final DiskRoom ANY = new DiskRoom(List.of(), 0);

  /** Whether each has so many bytes that this process may use; asks the system, which may hang. */
  boolean isLeft() {
    return directories.stream().allMatch(this::isLeft);
  }

  private boolean isLeft(Path directory) {
    var there = directory.toAbsolutePath();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    try {
      return Files.getFileStore(there).getUsableSpace() >= bytesMin;
    } catch (IOException e) {
      return false; // nothing can be written to a disk that cannot even be asked
    }
  }
}
