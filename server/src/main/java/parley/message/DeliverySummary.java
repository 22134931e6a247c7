package parley.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the receipts of a message stand (docs/behaviour.md 8.3). Sent, delivered and read add up:
 * what was read was delivered, and what was delivered or refused at the other end was sent.
 *
 * @param total receipts, never 0
 */
public record DeliverySummary(
    long total, long sent, long delivered, long read, long failed, long undelivered) {

  /** As a message begins; null when there is nobody to bring it to. */
  static @Nullable DeliverySummary of(List<Dispatch> dispatches) {
    if (dispatches.isEmpty()) {
      return null;
    }
    var failed = dispatches.stream().filter(Dispatch::hasFailed).count();
    return new DeliverySummary(dispatches.size(), 0, 0, 0, failed, 0);
  }

  /** One of the counts as the API says it. */
  public String share(long count) {
    return count == 0 ? "none" : count < total ? "some" : "all";
  }
}
