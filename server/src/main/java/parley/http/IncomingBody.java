package parley.http;

import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.problem.Code;
import parley.problem.Problem;

/**
 * The body of a request, as it arrives: within a time, and with a share of the memory that bodies
 * may take. Whatever goes wrong here is the sender's doing, and is told as a {@link Problem}: 408
 * for a body that is late, 400 for one that ends early or has malformed chunks. Used by one thread.
 */
final class IncomingBody extends InputStream {
  private static final Logger LOG = LoggerFactory.getLogger(IncomingBody.class);

  private final Request request;
  private final HttpLimits limits;
  private final BodyBudget.Share share;
  private Content.@Nullable Chunk chunk;
  private long arrived;
  private boolean broken;

  IncomingBody(Request request, HttpLimits limits, BodyBudget.Share share) {
    this.request = request;
    this.limits = limits;
    this.share = share;
  }

  HttpLimits limits() {
    return limits;
  }

  /** Bytes the body has, as its sender announces them; -1 when he does not. */
  long length() {
    return request.getLength();
  }

  /**
   * Refuses a body that is not sent as it is, because none is unpacked here.
   *
   * @throws Problem 20422, which names {@code Content-Encoding}
   */
  void requireNotEncoded() {
    for (var coding : request.getHeaders().getCSV(HttpHeader.CONTENT_ENCODING, false)) {
      if (!coding.equalsIgnoreCase(HttpHeaderValue.IDENTITY.asString())) {
        throw Code.BAD_PARAMETER.in("Content-Encoding", "must be identity");
      }
    }
  }

  /**
   * Takes memory for so many bytes, until the request is answered.
   *
   * @throws Problem 20503 when there is none to be had
   */
  void hold(long bytes) {
    share.take(bytes);
  }

  @Override
  public int read() {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int count) {
    if (count == 0) {
      return 0;
    }
    while (chunk == null || !chunk.hasRemaining()) {
      if (chunk != null && chunk.isLast()) {
        return -1;
      }
      next(patience());
    }
    var taken = Math.min(count, chunk.remaining());
    chunk.getByteBuffer().get(into, from, taken);
    return taken;
  }

  /** How many milliseconds are left: more of them for each byte that has come. */
  private long patience() {
    return limits.timeFor(arrived).toMillis() - NanoTime.millisSince(request.getBeginNanoTime());
  }

  /** Goes on to the next piece; when none is here, waits so long for it. */
  private void next(long millis) {
    release();
    var fresh = request.read();
    if (fresh == null) {
      await(millis);
    } else if (Content.Chunk.isFailure(fresh)) {
      broken = true;
      throw refusal(fresh.getFailure());
    } else {
      arrived += fresh.remaining();
      chunk = fresh;
    }
  }

  /** The engine itself ends the wait: by its time for an idle connection. */
  private void await(long millis) {
    if (millis <= 0) {
      throw Code.REQUEST_TIMEOUT.problem();
    }
    var more = new CountDownLatch(1);
    request.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, more::countDown));
    var connection = connection();
    var idle = connection.getIdleTimeout();
    connection.setIdleTimeout(Math.min(idle, millis));
    try {
      more.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("nobody interrupts who waits for a body", e);
    } finally {
      connection.setIdleTimeout(idle);
    }
  }

  private EndPoint connection() {
    return request.getConnectionMetaData().getConnection().getEndPoint();
  }

  private Problem refusal(Throwable failure) {
    LOG.debug(
        "the body of {} {} does not come",
        request.getMethod(),
        request.getHttpURI().getPath(),
        failure);
    return failure instanceof TimeoutException
        ? Code.REQUEST_TIMEOUT.problem()
        : Code.BAD_PARAMETER.because("the body ends early, or its chunks are malformed");
  }

  /**
   * Reads what nobody has read, so that the sender sees the answer and the connection can go on.
   *
   * @return false when there is too much of it or it does not come; the connection has to end then
   */
  boolean skipRest() {
    if (broken || length() - arrived > limits.restBytes()) {
      return false;
    }
    var began = NanoTime.now();
    var wait = isAwaited() ? 0 : limits.restTime().toMillis();
    try {
      for (var most = arrived + limits.restBytes(); arrived <= most; ) {
        if (chunk != null && chunk.isLast()) {
          return true;
        }
        next(wait - NanoTime.millisSince(began));
      }
    } catch (Problem problem) {
      LOG.debug("the rest of the body does not come");
    }
    return false;
  }

  /** Whether the sender waits for a word before it sends, which a refusal does not give. */
  private boolean isAwaited() {
    return arrived == 0
        && request.getHeaders().contains(HttpHeader.EXPECT, HttpHeaderValue.CONTINUE.asString());
  }

  private void release() {
    if (chunk != null) {
      chunk.release();
      chunk = null;
    }
  }

  /** Gives the memory back. */
  @Override
  public void close() {
    release();
    share.close();
  }
}
