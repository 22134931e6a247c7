package parley.access;

/** The account of this installation and its token; the token also signs webhooks. */
public record Account(String sid, String authToken) {
  /** Without the token: a record's own text would carry it into a log. */
  @Override
  public String toString() {
    return "Account[" + sid + "]";
  }
}
