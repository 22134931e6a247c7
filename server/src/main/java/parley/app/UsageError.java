package parley.app;

import java.util.List;

/** A call whose words or settings are wrong; told with a hint at the help. */
final class UsageError extends RuntimeException {
  private final transient List<String> faults;

  UsageError(String fault) {
    this(List.of(fault));
  }

  UsageError(List<String> faults) {
    super(String.join("; ", faults), null, false, false);
    this.faults = List.copyOf(faults);
  }

  /** Each fault, in words of its own. */
  List<String> faults() {
    return faults;
  }
}
