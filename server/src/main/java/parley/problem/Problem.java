package parley.problem;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request that cannot be done, and why: the caller's to mend, never a bug of ours. Its message
 * reaches the caller word for word.
 */
public final class Problem extends RuntimeException {
  private final Code code;
  private final Map<String, String> details;
  private final long retrySeconds;

  Problem(Code code, String message, Map<String, String> details, long retrySeconds) {
    super(message, null, false, false); // no stack trace: a problem is an answer, not a failure
    this.code = code;
    this.details = Collections.unmodifiableMap(details);
    this.retrySeconds = retrySeconds;
  }

  public Code code() {
    return code;
  }

  /** The same problem under another number, as the operation has one of its own for it. */
  public Problem as(Code other) {
    return new Problem(other, String.valueOf(getMessage()), details, retrySeconds);
  }

  /** The same problem with one more fact beside the message, or another one in its place. */
  public Problem with(String fact, String value) {
    var more = new LinkedHashMap<>(details);
    more.put(fact, value);
    return new Problem(code, String.valueOf(getMessage()), more, retrySeconds);
  }

  /** The same problem, which is over after so many seconds. */
  public Problem retriedIn(long seconds) {
    return new Problem(code, String.valueOf(getMessage()), details, seconds);
  }

  /** After how many seconds the request is worth repeating; 0 where nobody knows. */
  public long retrySeconds() {
    return retrySeconds;
  }

  /**
   * Machine-readable facts beside the message: {@code parameter} and {@code reason}, or what else a
   * program may want to know. Empty where there is nothing to add.
   */
  public Map<String, String> details() {
    return details;
  }
}
