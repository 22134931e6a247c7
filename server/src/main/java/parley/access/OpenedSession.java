package parley.access;

/**
 * A session, as whoever signs in gets it. Neither text opens anything without the other.
 *
 * @param token for a cookie that the page cannot read, and that the browser sends by itself
 * @param proof for the page, which no other page gets to know
 */
public record OpenedSession(String token, String proof) {
  /** Without the secrets: a record's own text would carry them into a log. */
  @Override
  public String toString() {
    return "OpenedSession";
  }
}
