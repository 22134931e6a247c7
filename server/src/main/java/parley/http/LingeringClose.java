package parley.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * The end of a connection behind its last answer: whatever its sender still sends is read and
 * dropped, until he closes too. A socket that is closed with bytes unread is reset, and the reset
 * overtakes the answer. No thread waits meanwhile; how long it may take, {@link TimedConnection}
 * sees to.
 */
final class LingeringClose implements Callback {
  private static final int PIECE_BYTES = 16 << 10;

  private final EndPoint endPoint;
  private final Callback ended;
  private final ByteBuffer piece = BufferUtil.allocate(PIECE_BYTES);

  private LingeringClose(EndPoint endPoint, Callback ended) {
    this.endPoint = endPoint;
    this.ended = ended;
  }

  /**
   * Begins it, where all of the answer is sent and the output shut down.
   *
   * @param ended is told when the connection is closed
   */
  static void of(EndPoint endPoint, Callback ended) {
    new LingeringClose(endPoint, ended).succeeded();
  }

  /** There may be something to drop. */
  @Override
  public void succeeded() {
    if (isAtEnd() || !endPoint.tryFillInterested(this)) {
      end();
    }
  }

  private boolean isAtEnd() {
    try {
      int count;
      do {
        BufferUtil.clear(piece);
        count = endPoint.fill(piece);
      } while (count > 0);
      return count < 0;
    } catch (IOException e) {
      return true;
    }
  }

  /** Nothing more comes in time. */
  @Override
  public void failed(Throwable cause) {
    end();
  }

  private void end() {
    endPoint.close();
    ended.succeeded();
  }
}
