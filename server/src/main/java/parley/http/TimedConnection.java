package parley.http;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;
import org.jspecify.annotations.Nullable;

/**
 * A connection that can be ended from outside, by other threads than its own, where it waits: for a
 * request to come, for the rest of a request's head, or for a reader of an answer. The engine's own
 * time for an idle connection begins anew with every byte, and would wait for a slow head for days.
 */
final class TimedConnection extends HttpConnection {
  /** What the session of a connection speaks that has none yet. */
  private static final String NONE_YET = "NONE";

  /** Set by the constructor of the engine's class, before a field of ours could be. */
  @SuppressWarnings("NullAway.Init")
  private RequestHandler handler;

  private final HttpLimits limits;
  private final long opened = NanoTime.now();
  private volatile boolean surplus;

  /** Whether something is under way that has its time, and when that is up. */
  private volatile boolean bounded;

  private volatile long ends;
  private volatile boolean lingers;

  /** What the looks saw; only they use it. */
  private long requestsSeen;

  private long bytesSeen;
  private @Nullable Long blankSince;

  TimedConnection(
      HttpConfiguration configuration, Connector connector, EndPoint endPoint, HttpLimits limits) {
    super(configuration, connector, endPoint);
    this.limits = limits;
  }

  /** The connection on which a request came; there are no others. */
  static TimedConnection of(Request request) {
    return (TimedConnection) request.getConnectionMetaData();
  }

  @Override
  protected RequestHandler newRequestHandler() {
    handler = super.newRequestHandler();
    return handler;
  }

  /** Marks it as one of too many. */
  void markSurplus(Duration idle) {
    surplus = true;
    getEndPoint().setIdleTimeout(idle.toMillis());
  }

  boolean isSurplus() {
    return surplus;
  }

  /** An answer of so many bytes is being sent, for which its reader has the time they allow. */
  void answers(long bytes) {
    boundBy(limits.timeFor(bytes));
  }

  private void boundBy(Duration time) {
    ends = NanoTime.now() + time.toNanos();
    bounded = true;
  }

  /** No answer is being sent any more. */
  void answered() {
    bounded = false;
  }

  /**
   * Goes on behind an answer that is sent; ends where it is the last one.
   *
   * <p>Whether it is, the engine may decide while it sends: an answer that was begun before a stop
   * says that the connection stays, and is followed by the end of the output when the stop begins
   * meanwhile. A request that came behind it would be done, and could not be answered.
   *
   * @param then is told when that is done
   */
  void goOn(Callback then) {
    if (isPersistent() && !getEndPoint().isOutputShutdown()) {
      then.succeeded();
      return;
    }
    boundBy(limits.requestTime());
    lingers = true;
    getEndPoint().setIdleTimeout(Math.max(1, limits.restTime().toMillis())); // 0 would be for ever
    LingeringClose.of(getEndPoint(), then);
  }

  /** Ends a wait for what a sender still sends behind his last answer; else as the engine does. */
  @Override
  public boolean onIdleExpired(TimeoutException timeout) {
    return lingers || super.onIdleExpired(timeout);
  }

  /**
   * Answers 408 where the head of a request has been arriving for too long, or blank lines in its
   * place, and closes where an answer is read too slowly or its sender does not come to an end.
   * Called again and again, by one thread at a time.
   */
  void endIfLate() {
    var blank = areBlankLinesLate();
    if (isHandshaking() && isLate(opened)) {
      getEndPoint().close();
    } else if (bounded && NanoTime.isBefore(ends, NanoTime.now())) {
      getEndPoint().close(new Late());
    } else if (!lingers && (blank || isHeadLate())) {
      endWait(new Late());
    }
  }

  /** The engine bounds the time between two bytes of it, and not the time of all. */
  private boolean isHandshaking() {
    return getEndPoint() instanceof SslConnection.SslEndPoint secured
        && secured.getSslConnection().getSSLEngine().getSession().getProtocol().equals(NONE_YET);
  }

  private boolean isHeadLate() {
    var parser = getParser();
    return parser.inHeaderState() && !parser.isStart() && isLate(parser.getBeginNanoTime());
  }

  private boolean isLate(long since) {
    return NanoTime.millisSince(since) > limits.requestTime().toMillis();
  }

  /**
   * Whether bytes have been coming for too long with which no request begins: the engine skips
   * blank lines, and takes them for a sign of life.
   */
  private boolean areBlankLinesLate() {
    var requests = getMessagesIn();
    var bytes = getBytesIn();
    var fresh = bytes != bytesSeen;
    var began = requests != requestsSeen || !getParser().isStart();
    requestsSeen = requests;
    bytesSeen = bytes;
    if (began) {
      blankSince = null;
    } else if (fresh && blankSince == null) {
      blankSince = NanoTime.now();
    }
    return fresh && blankSince != null && isLate(blankSince);
  }

  /** Ends it without an answer to the request that is under way, which is what was asked for. */
  void cut(Callback then) {
    getEndPoint().close();
    then.failed(new EofException("cut, as was asked for"));
  }

  /** Ends it where no request is under way, and none has begun to come. */
  void endIfIdle() {
    var parser = getParser();
    if (lingers) {
      getEndPoint().close();
    } else if (parser.isStart() || parser.isClose() || parser.isClosed()) {
      endWait(new EofException("the server stops"));
    }
  }

  /** Does nothing where its own thread is at work: nobody waits for bytes then. */
  private void endWait(Throwable cause) {
    if (getEndPoint() instanceof AbstractEndPoint endPoint) {
      endPoint.getFillInterest().onFail(cause);
    }
  }

  @Override
  public void onFillInterestedFailed(@Nullable Throwable cause) {
    if (cause instanceof Late) {
      handler.badMessage(new HttpException.RuntimeException(HttpStatus.REQUEST_TIMEOUT_408));
    } else {
      super.onFillInterestedFailed(cause);
    }
  }

  private static final class Late extends TimeoutException {}
}
