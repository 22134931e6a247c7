package parley.service;

import java.time.Instant;
import java.util.List;
import parley.value.Built;

/** A conversation service: a world of users, roles and conversations of its own. */
@Built
public record Service(
    String sid,
    String accountSid,
    String friendlyName,
    String defaultConversationCreatorRoleSid,
    String defaultConversationRoleSid,
    String defaultChatServiceRoleSid,
    boolean reachabilityEnabled,
    Instant createdAt,
    Instant updatedAt)
    implements ServiceBuilder.With {

  /** The roles that its configuration names; they cannot be deleted. */
  public List<String> defaultRoleSids() {
    return List.of(
        defaultConversationCreatorRoleSid, defaultConversationRoleSid, defaultChatServiceRoleSid);
  }

  Service renamed(String name, Instant now) {
    return with(it -> it.friendlyName(name).updatedAt(now));
  }
}
