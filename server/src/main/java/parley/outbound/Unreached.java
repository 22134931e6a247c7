package parley.outbound;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import parley.outbound.CannotReach.Kind;

/** Words what went wrong below, for whoever runs the server. */
final class Unreached {
  private Unreached() {}

  static CannotReach of(OutboundUrl url, Throwable failure, Duration limit) {
    return switch (failure) {
      case CannotReach known -> known;
      case GuardedResolver.ForbiddenAddress e ->
          told(Kind.FORBIDDEN, url, String.valueOf(e.getMessage()), e);
      case SocketTimeoutException e ->
          told(Kind.UNREACHABLE, url, "did not take up a connection", e);
      case TimeoutException e ->
          told(Kind.TIMED_OUT, url, "gave no whole answer within " + text(limit), e);
      case UnknownHostException e -> told(Kind.UNREACHABLE, url, "is a host without an address", e);
      case UnresolvedAddressException e ->
          told(Kind.UNREACHABLE, url, "is a host without an address", e);
      case ConnectException e -> told(Kind.UNREACHABLE, url, "refused the connection", e);
      case NoRouteToHostException e -> told(Kind.UNREACHABLE, url, "is not to be reached", e);
      case SSLException e -> told(Kind.UNREACHABLE, url, "is not trusted: " + deepest(e), e);
      case RejectedExecutionException e ->
          told(Kind.UNREACHABLE, url, "is waited for by too many calls", e);
      case AnswerBody.TooLong e -> told(Kind.TOO_LARGE, url, "answered more than is taken", e);
      case ExecutionException e when e.getCause() != null -> of(url, e.getCause(), limit);
      case IOException e when e.getCause() != null -> of(url, e.getCause(), limit);
      case IOException e ->
          told(Kind.BROKEN, url, "ended the connection before its answer was whole", e);
      default ->
          told(Kind.BROKEN, url, "answered what is no HTTP, or a head that is too large", failure);
    };
  }

  static CannotReach stopped(OutboundUrl url, Throwable why) {
    return told(Kind.STOPPED, url, "was not waited for, because this server stops", why);
  }

  private static CannotReach told(Kind kind, OutboundUrl url, String what, Throwable why) {
    return new CannotReach(kind, url + " " + what, why);
  }

  /** The innermost reason is the one that names what is wrong with a certificate. */
  private static String deepest(Throwable failure) {
    var one = failure;
    while (one.getCause() != null) {
      one = one.getCause();
    }
    return String.valueOf(one.getMessage());
  }

  private static String text(Duration limit) {
    return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
  }
}
