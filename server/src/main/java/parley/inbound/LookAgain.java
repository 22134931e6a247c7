package parley.inbound;

/**
 * Somebody was quicker: the message belongs elsewhere by now, or was taken in already. What was
 * done is undone, and looked for anew.
 */
final class LookAgain extends RuntimeException {
  LookAgain() {
    super("others were quicker; it is looked for anew", null, false, false);
  }
}
