package parley.delivery;

import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.outbound.OutboundRequest;
import parley.value.Seldom;

/**
 * Tells whoever runs the server how targets are: each thing once a minute for a host, however many
 * deliveries and targets it concerns. Paths and queries may be secret and are not told.
 */
final class TargetLog {
  private static final Duration SILENCE = Duration.ofMinutes(1);
  private static final Logger LOG = LoggerFactory.getLogger(TargetLog.class);

  /** What was told, by what it is and of which host. */
  private final Seldom told = new Seldom(SILENCE);

  /** A delivery is not tried any more. */
  void givenUp(Delivery lost, DeliveryAttempt last) {
    var target = shown(lost);
    if (isNew("given up", target)) {
      LOG.warn(
          "{} to {} is given up after {} tries, the last one: {}; {}?Status=failed has all such",
          lost.sid(),
          target,
          lost.attempts() + 1,
          last.error(),
          DeliveryResource.PATH);
    }
  }

  /** A target has shown nothing but trouble, and is spared for a while. */
  void outOfOrder(Delivery head, DeliveryAttempt last) {
    var target = shown(head);
    if (isNew("out of order", target)) {
      LOG.warn(
          "{} is out of order, the last try: {}; what it is owed waits, {}?Status=pending has it",
          target,
          last.error(),
          DeliveryResource.PATH);
    }
  }

  /** A target that was out of order answers. */
  void backInOrder(Delivery head) {
    var target = shown(head);
    if (isNew("back in order", target)) {
      LOG.info("{} is back in order", target);
    }
  }

  private boolean isNew(String what, String target) {
    return told.isDue(what + " " + target);
  }

  private static String shown(Delivery delivery) {
    return new OutboundRequest(delivery.method(), delivery.url(), Map.of(), null).toString();
  }
}
