package parley.delivery;

/**
 * Calls of webhooks that this server has made since its start.
 *
 * @param taken that were answered with success
 * @param failed all others
 */
public record DeliveryTries(long taken, long failed) {}
