package parley.http;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.problem.Code;

/**
 * Whether the server takes requests. While it is closed, every request but those for the server's
 * health is answered 503 with the reason. Safe for use by many threads.
 */
public final class Gate {
  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
  private static final String HEALTH = "/health/";
  private static final String LIVE = HEALTH + "live";

  private volatile @Nullable String reason;

  /**
   * Takes no requests from now on. Closing it again changes nothing but the reason.
   *
   * @param why is told to callers and, when it changes, to the log
   */
  public void close(String why) {
    if (!why.equals(reason)) {
      LOG.error("no request is taken any more: {}", why);
    }
    reason = why;
  }

  /** Takes requests again. */
  public void open() {
    if (reason != null) {
      LOG.info("requests are taken again");
    }
    reason = null;
  }

  /** Why it is closed; null when it is open. */
  public @Nullable String reason() {
    return reason;
  }

  /**
   * Lets a request in.
   *
   * @param surplus whether its connection is one of too many; whether the process lives is told all
   *     the same, or it would be ended for being busy
   * @throws parley.problem.Problem 20503 when it is closed
   */
  void enter(String path, boolean surplus) {
    if (surplus && !path.equals(LIVE)) {
      throw Code.UNAVAILABLE.because("too many connections are open");
    }
    var why = reason;
    if (why != null && !path.startsWith(HEALTH)) {
      throw Code.UNAVAILABLE.because(why);
    }
  }
}
