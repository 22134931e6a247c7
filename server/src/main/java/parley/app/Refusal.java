package parley.app;

/**
 * A reason not to start that the person at the keyboard can mend; told in one line, without a
 * trace.
 */
final class Refusal extends RuntimeException {
  Refusal(String message) {
    super(message, null, false, false);
  }
}
