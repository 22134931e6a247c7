package parley.user;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.value.Built;

/**
 * Somebody who takes part in chat, known in his service by an identity that never changes.
 *
 * @param reachability null while the service does not show it
 * @param version counts every change of the user and of the user's own list
 */
@Built
public record User(
    String sid,
    String accountSid,
    String serviceSid,
    String identity,
    @Nullable String friendlyName,
    String attributes,
    String roleSid,
    @Nullable Reachability reachability,
    long version,
    Instant createdAt,
    Instant updatedAt)
    implements UserBuilder.With {}
