package parley.app;

/** A call whose words are wrong; told with a hint at the help. */
final class UsageError extends RuntimeException {
  UsageError(String message) {
    super(message, null, false, false);
  }
}
