package parley.user;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody who takes part in chat, known in his service by an identity that never changes. */
public record User(
    String sid,
    String accountSid,
    String serviceSid,
    String identity,
    @Nullable String friendlyName,
    String attributes,
    String roleSid,
    Instant createdAt,
    Instant updatedAt) {}
