package parley.due;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a task does. It takes no input: it looks for what is to be done by now and does it, so that
 * running it once too often is no harm and once is enough for many calls. It is run by one thread
 * at a time.
 */
@FunctionalInterface
public interface Work {
  /**
   * Does what is due.
   *
   * @param now what the clock says
   * @return when it has to look again, by the same clock; at once, when that is not after now; null
   *     when there is nothing to do before it is woken
   */
  @Nullable Instant run(Instant now);
}
