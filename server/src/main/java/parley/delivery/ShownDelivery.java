package parley.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as it is looked at.
 *
 * @param nextAttemptAt when the head of its lane may be tried; null when it is not pending
 */
record ShownDelivery(Delivery delivery, @Nullable Instant nextAttemptAt) {}
