package parley.bench.bound;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import parley.bench.gauge.Processors.Taken;
import parley.bench.load.Measure;

/**
 * How often the disk can be asked for certainty: a record of a message's size is appended to a file
 * and synced (fdatasync), one after the other, by one writer.
 */
public final class SyncLoop {
  private static final int RECORD_BYTES = 512;

  private SyncLoop() {}

  public static Measure run(Path folder, int seconds) {
    var file = folder.resolve("sync-loop");
    var nanos = new ArrayList<Long>();
    var begun = System.nanoTime();
    var until = begun + seconds * 1_000_000_000L;
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      var record = ByteBuffer.allocate(RECORD_BYTES);
      while (System.nanoTime() < until) {
        var start = System.nanoTime();
        channel.write(record.clear());
        channel.force(false);
        nanos.add(System.nanoTime() - start);
      }
      var taken = (System.nanoTime() - begun) / 1e9;
      Files.delete(file);
      return Measure.of(nanos, taken, Taken.NOTHING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
