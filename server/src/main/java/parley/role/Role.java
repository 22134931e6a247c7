package parley.role;

import java.time.Instant;
import java.util.List;
import parley.value.Built;

/** A named list of permissions, held by users (type service) or participants (conversation). */
@Built
public record Role(
    String sid,
    String serviceSid,
    String friendlyName,
    RoleType type,
    List<Permission> permissions,
    Instant createdAt,
    Instant updatedAt)
    implements RoleBuilder.With {

  /** The role with another list of permissions, which replaces the old one as a whole. */
  Role with(List<Permission> replacing, Instant now) {
    return with(it -> it.permissions(replacing).updatedAt(now));
  }
}
