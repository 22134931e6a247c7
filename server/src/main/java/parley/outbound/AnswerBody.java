package parley.outbound;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A body that is read only so far, and knows whether it was read to its end. */
final class AnswerBody extends FilterInputStream {
  /** There is more of it than is wanted. */
  static final class TooLong extends IOException {
    private static final long serialVersionUID = 1;
  }

  private long left;
  private boolean ended;
  private @Nullable IOException failure;

  AnswerBody(InputStream in, long bytesMax) {
    super(in);
    left = bytesMax;
  }

  /** Whether nothing more comes on it. */
  boolean ended() {
    return ended;
  }

  /** Throws again what reading has ended with, if it was a failure. */
  void throwFailure() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    try {
      var count = length == 0 ? 0 : in.read(bytes, from, length); // Jetty's waits even for nothing
      ended = count < 0;
      left -= Math.max(count, 0);
      if (left < 0) {
        throw new TooLong();
      }
      return count;
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public long skip(long count) throws IOException {
    return readNBytes((int) Math.min(count, 1 << 13)).length;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Nothing: whoever made the call ends it. */
  @Override
  public void close() {}
}
