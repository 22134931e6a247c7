package parley.http;

import java.util.concurrent.atomic.AtomicLong;
import parley.problem.Code;

/** The bytes of all request bodies that are in memory at once; safe for use by many threads. */
final class BodyBudget {
  private final long bytesMax;
  private final long bytesOfOneMax;
  private final AtomicLong held = new AtomicLong();

  BodyBudget(HttpLimits limits) {
    this.bytesMax = limits.bodyBytesUnderWay();
    this.bytesOfOneMax = limits.bodyBytesOfOne();
  }

  /** The share of one request, which has nothing yet. */
  Share share() {
    return new Share();
  }

  /** What one request holds, until it is closed. Used by one thread. */
  final class Share implements AutoCloseable {
    private long mine;

    private Share() {}

    /**
     * Takes more. The last quarter is for first pieces alone: whoever stalls with a long body does
     * not shut out the short ones.
     *
     * @throws parley.problem.Problem 20503 when there is no more to be had
     */
    void take(long bytes) {
      var most = mine == 0 ? bytesMax : bytesOfOneMax;
      if (held.addAndGet(bytes) > most) {
        held.addAndGet(-bytes);
        throw Code.UNAVAILABLE.because("too many bytes of requests are under way");
      }
      mine += bytes;
    }

    @Override
    public void close() {
      held.addAndGet(-mine);
      mine = 0;
    }
  }
}
