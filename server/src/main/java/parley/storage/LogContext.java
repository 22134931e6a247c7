package parley.storage;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What is written beside each line of a log, such as which request it belongs to. It is a thread's
 * own; so whoever has another thread work for him hands it over.
 */
record LogContext(@Nullable Map<String, String> values) {

  /** What is written beside the lines of this thread. */
  static LogContext here() {
    return new LogContext(MDC.getCopyOfContextMap());
  }

  /** Has the work's lines bear this, on whatever thread. */
  void during(Runnable work) {
    var before = MDC.getCopyOfContextMap();
    if (Objects.equals(before, values)) {
      work.run();
      return;
    }
    set(values);
    try {
      work.run();
    } finally {
      set(before);
    }
  }

  private static void set(@Nullable Map<String, String> all) {
    if (all == null) {
      MDC.clear();
    } else {
      MDC.setContextMap(all);
    }
  }
}
