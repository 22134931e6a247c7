package parley.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.storage.OwnerOnly;
import parley.value.Sids;

/**
 * Files in a directory of their own. They are spread over directories by the time in their SIDs,
 * some hours each, so that none grows without end. A file that is still written has another place.
 */
public final class DiskBlobs implements Blobs {
  private static final Logger LOG = LoggerFactory.getLogger(DiskBlobs.class);
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
    Files.createDirectories(unfinished, OwnerOnly.directory());
    var fresh = unfinished.resolve(sid);
    Files.deleteIfExists(fresh); // of a process that was killed while it brought the same file
    try {
      var size = write(fresh, bytes, bytesMax);
      Files.createDirectories(part(sid), OwnerOnly.directory());
      Files.move(fresh, place(sid), StandardCopyOption.ATOMIC_MOVE);
      sync(part(sid));
      return size;
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static long write(Path file, InputStream bytes, long bytesMax) throws IOException {
    try (var out =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            OwnerOnly.file())) {
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
  public void forEachOlderThan(
      Instant moment, Predicate<String> spared, Consumer<List<String>> some) throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (var parts = Files.newDirectoryStream(directory, Files::isDirectory)) {
      for (var part : parts) {
        var sids = sidsOlderThan(moment, part).stream().filter(Predicate.not(spared)).toList();
        if (part.equals(unfinished)) {
          sids.forEach(this::deleteUnfinished);
        } else {
          for (var from = 0; from < sids.size(); from += SHOWN_AT_ONCE) {
            some.accept(sids.subList(from, Math.min(sids.size(), from + SHOWN_AT_ONCE)));
          }
        }
      }
    }
  }

  /** A file that was brought here by a copy or a restore is as old as it was before. */
  private static List<String> sidsOlderThan(Instant moment, Path part) {
    try (var files = Files.list(part)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> Sids.looksLike("ME", name) && Sids.madeAt(name).isBefore(moment))
          .toList();
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("the directory {} cannot be looked at", part, e);
      return List.of();
    }
  }

  /** What a crash left half written. */
  private void deleteUnfinished(String sid) {
    try {
      Files.deleteIfExists(unfinished.resolve(sid));
    } catch (IOException e) {
      LOG.warn("the unfinished file {} cannot be deleted", sid, e);
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
