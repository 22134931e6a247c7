package parley.role;

import java.time.Instant;
import java.util.List;

/** A named list of permissions, held by users (type service) or participants (conversation). */
public record Role(
    String sid,
    String serviceSid,
    String friendlyName,
    RoleType type,
    List<String> permissions,
    Instant createdAt,
    Instant updatedAt) {}
