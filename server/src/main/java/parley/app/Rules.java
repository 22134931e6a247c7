package parley.app;

import parley.access.AccessRules;
import parley.delivery.DeliveryRules;
import parley.operations.RateRules;
import parley.outbound.OutboundRules;
import parley.problem.Limits;
import parley.realtime.RealtimeLimits;
import parley.webhook.WebhookRules;

/**
 * What the parts are told of how they are to work, beside what they stand upon.
 *
 * @param limits of counts and lengths
 * @param outbound what may be called
 * @param webhooks how webhooks are called
 * @param deliveries how long deliveries are tried and kept
 * @param access how credentials are looked at
 * @param rates how fast changes may come
 * @param realtime what clients that stay connected may take
 */
public record Rules(
    Limits limits,
    OutboundRules outbound,
    WebhookRules webhooks,
    DeliveryRules deliveries,
    AccessRules access,
    RateRules rates,
    RealtimeLimits realtime) {}
