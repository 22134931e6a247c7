package parley.push;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What lets us send by a push service, without its secrets (docs/behaviour.md 7.1).
 *
 * @param sandbox whether to send by the push service's test side; of APN alone
 */
public record Credential(
    String sid,
    String accountSid,
    @Nullable String friendlyName,
    PushType type,
    boolean sandbox,
    Instant createdAt,
    Instant updatedAt) {}
