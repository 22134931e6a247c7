package parley.outbound;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that is read only so far, and knows whether it was read to its end. */
final class AnswerBody extends FilterInputStream {
  /** There is more of it than is wanted. */
  static final class TooLong extends IOException {
    private static final long serialVersionUID = 1;
  }

  private long left;
  private boolean ended;

  AnswerBody(InputStream in, long bytesMax) {
    super(in);
    left = bytesMax;
  }

  /** Whether nothing more comes on it. */
  boolean ended() {
    return ended;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    var count = length == 0 ? 0 : in.read(bytes, from, length); // Jetty's waits even for nothing
    if (count < 0) {
      ended = true;
    } else if (count > left) {
      throw new TooLong();
    } else {
      left -= count;
    }
    return count;
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
