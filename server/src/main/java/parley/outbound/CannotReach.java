package parley.outbound;

/**
 * A call that brought no answer. Its message is one line for an operator: what was called, by
 * scheme, host and port alone, and what happened. Neither user info nor path nor query is in it.
 */
public final class CannotReach extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int MESSAGE_CHARS_MAX = 300;

  /** What the matter is. */
  public enum Kind {
    /** No whole answer within the limit. */
    TIMED_OUT,
    /** What must not be called: an address that is refused, or a URL or header that is none. */
    FORBIDDEN,
    /** No connection: no such host, refused, not trusted, or too many calls wait for one. */
    UNREACHABLE,
    /** A connection that ended within the answer, or an answer that is no HTTP. */
    BROKEN,
    /** An answer longer than whoever called wishes. */
    TOO_LARGE,
    /** Given up by this server, which stops; says nothing of the far end. */
    STOPPED
  }

  private final Kind kind;

  CannotReach(Kind kind, String message) {
    super(oneLine(message));
    this.kind = kind;
  }

  CannotReach(Kind kind, String message, Throwable cause) {
    super(oneLine(message), cause);
    this.kind = kind;
  }

  /** A call that failed because somebody wanted it to. */
  public static CannotReach asked(Kind kind, OutboundRequest request, String what) {
    return new CannotReach(kind, OutboundUrl.shown(request.url()) + " " + what);
  }

  public Kind kind() {
    return kind;
  }

  private static String oneLine(String text) {
    var line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() <= MESSAGE_CHARS_MAX ? line : line.substring(0, MESSAGE_CHARS_MAX);
  }
}
