package parley.configuration;

import org.jspecify.annotations.Nullable;

/**
 * What an account is configured with (docs/behaviour.md 2.3).
 *
 * @param defaultServiceSid null until a default service is first needed
 * @param messagingServiceSid of new conversations that name none
 * @param inactiveAfter an ISO 8601 duration, of new conversations that name none; null for never
 * @param closedAfter an ISO 8601 duration, of new conversations that name none; null for never
 */
public record AccountConfiguration(
    String accountSid,
    @Nullable String defaultServiceSid,
    @Nullable String messagingServiceSid,
    @Nullable String inactiveAfter,
    @Nullable String closedAfter) {}
