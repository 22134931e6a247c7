package parley.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a good access token says (docs/behaviour.md 5.1).
 *
 * @param keySid the API key that signed it
 * @param deploymentRoleSid the role of a user who comes into being by it; null for the service's
 *     default one
 * @param expiresAt when it is no longer good, without any allowance for clocks
 */
record AccessGrant(
    String keySid,
    String accountSid,
    String serviceSid,
    String identity,
    @Nullable String deploymentRoleSid,
    Instant expiresAt) {}
