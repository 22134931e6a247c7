package parley.value;

/** A cursor that no list of ours has made: the caller changed or invented its page token. */
public final class BadCursor extends RuntimeException {
  public BadCursor() {
    super("not a cursor of this list", null, false, false);
  }
}
