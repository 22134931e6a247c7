package parley.http;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.server.Request;
import org.slf4j.MDC;

/** Ids of requests, by which an answer is found in the log (docs/behaviour.md 1.6). */
final class RequestId {
  static final String HEADER = "Twilio-Request-Id";

  /** Beside which name it stands in every line of the log that belongs to a request. */
  private static final String LOGGED_AS = "request";

  private RequestId() {}

  /** Has the id stand beside all that this thread logs until it is closed. */
  static MDC.MDCCloseable logged(Request request) {
    return logged(of(request));
  }

  static MDC.MDCCloseable logged(String id) {
    return MDC.putCloseable(LOGGED_AS, id);
  }

  /** The id of a request: the same however often it is asked for. */
  static String of(Request request) {
    if (request.getAttribute(HEADER) instanceof String id) {
      return id;
    }
    var id = fresh();
    request.setAttribute(HEADER, id);
    return id;
  }

  static String fresh() {
    var random = ThreadLocalRandom.current(); // an id for logs, not a secret
    var hex = HexFormat.of();
    return "RQ" + hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }
}
