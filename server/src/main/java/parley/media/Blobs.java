package parley.media;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Where the bytes of files are kept, each under a SID. They are never changed. */
public interface Blobs {

  /**
   * Keeps all bytes of a stream; they are durable when this returns. When it throws, nothing is
   * kept.
   *
   * @return how many bytes there were
   * @throws TooLarge when there are more than the maximum
   */
  long put(String sid, InputStream bytes, long bytesMax) throws IOException;

  /** Opens the bytes from one of them on. */
  InputStream open(String sid, long from) throws IOException;

  /** Deletes, if it is there. */
  void delete(String sid) throws IOException;

  /**
   * Shows the SIDs of all that was made before a moment, as the SIDs themselves say, some hundred
   * at a time, and deletes what is only half there of these. What cannot be looked at is left out,
   * and logged.
   *
   * @param spared which of them are left alone
   */
  void forEachOlderThan(Instant moment, Predicate<String> spared, Consumer<List<String>> some)
      throws IOException;

  /** More bytes than allowed. */
  final class TooLarge extends IOException {
    public TooLarge() {
      super("more bytes than allowed");
    }
  }
}
