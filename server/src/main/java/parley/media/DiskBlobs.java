package parley.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Files in a directory of their own. They are spread over directories by the time in their SIDs,
 * some hours each, so that none grows without end. A file that is still written has another place.
 */
public final class DiskBlobs implements Blobs {
  private static final int PIECE_BYTES = 64 * 1024;
  private static final int SHOWN_AT_ONCE = 500;

  private final Path directory;
  private final Path unfinished;

  /**
   * @param directory made when the first file comes
   */
  public DiskBlobs(Path directory) {
    this.directory = directory;
    this.unfinished = directory.resolve("unfinished");
  }

  @Override
  public long put(String sid, InputStream bytes, long bytesMax) throws IOException {
    Files.createDirectories(unfinished);
    var fresh = unfinished.resolve(sid);
    try {
      var size = write(fresh, bytes, bytesMax);
      Files.createDirectories(part(sid));
      Files.move(fresh, place(sid), StandardCopyOption.ATOMIC_MOVE);
      sync(part(sid));
      return size;
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static long write(Path file, InputStream bytes, long bytesMax) throws IOException {
    try (var out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      var piece = new byte[PIECE_BYTES];
      var size = 0L;
      for (var count = bytes.read(piece); count >= 0; count = bytes.read(piece)) {
        size += count;
        if (size > bytesMax) {
          throw new TooLarge();
        }
        for (var rest = ByteBuffer.wrap(piece, 0, count); rest.hasRemaining(); ) {
          out.write(rest);
        }
      }
      out.force(true);
      return size;
    }
  }

  /** The name of a file is on disk when its directory is. */
  private static void sync(Path directory) throws IOException {
    try (var open = FileChannel.open(directory, StandardOpenOption.READ)) {
      open.force(true);
    }
  }

  @Override
  public InputStream open(String sid, long from) throws IOException {
    return Channels.newInputStream(
        FileChannel.open(place(sid), StandardOpenOption.READ).position(from));
  }

  @Override
  public void delete(String sid) throws IOException {
    Files.deleteIfExists(place(sid));
  }

  @Override
  public void forEachOlderThan(Instant moment, Consumer<List<String>> some) throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (var parts = Files.newDirectoryStream(directory)) {
      for (var part : parts) {
        if (part.equals(unfinished)) {
          clean(moment);
        } else {
          show(part, moment, some);
        }
      }
    }
  }

  /** What a crash left half written. */
  private void clean(Instant moment) throws IOException {
    try (var files = Files.newDirectoryStream(unfinished)) {
      for (var file : files) {
        if (isOlder(file, moment)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static void show(Path part, Instant moment, Consumer<List<String>> some)
      throws IOException {
    var sids = new ArrayList<String>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(part, "ME*")) {
      for (var file : files) {
        if (isOlder(file, moment)) {
          sids.add(String.valueOf(file.getFileName()));
        }
        if (sids.size() == SHOWN_AT_ONCE) {
          some.accept(List.copyOf(sids));
          sids.clear();
        }
      }
    }
    if (!sids.isEmpty()) {
      some.accept(List.copyOf(sids));
    }
  }

  private static boolean isOlder(Path file, Instant moment) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(moment);
    } catch (NoSuchFileException e) {
      return false; // gone meanwhile
    }
  }

  private Path place(String sid) {
    return part(sid).resolve(sid);
  }

  /** By the six highest digits of the time in the SID: a directory for each 4.7 hours. */
  private Path part(String sid) {
    return directory.resolve(sid.substring(2, 8));
  }
}
