package parley.delivery;

import java.time.Duration;

/**
 * What is still to be told, and what could not be.
 *
 * @param pending deliveries that are to be sent
 * @param failed deliveries that were given up, and are kept
 * @param oldest for how long the oldest pending one has been so; zero when there is none
 */
public record DeliveryCounts(long pending, long failed, Duration oldest) {}
