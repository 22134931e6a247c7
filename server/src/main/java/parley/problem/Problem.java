package parley.problem;

import java.util.Map;

/**
 * A request that cannot be done, and why: the caller's to mend, never a bug of ours. Its message
 * reaches the caller word for word.
 */
public final class Problem extends RuntimeException {
  private final Code code;
  private final Map<String, String> details;

  Problem(Code code, String message, Map<String, String> details) {
    super(message, null, false, false); // no stack trace: a problem is an answer, not a failure
    this.code = code;
    this.details = details;
  }

  public Code code() {
    return code;
  }

  /** Machine-readable facts beside the message; usually empty. */
  public Map<String, String> details() {
    return details;
  }
}
