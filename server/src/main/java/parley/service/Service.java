package parley.service;

import java.time.Instant;
import java.util.List;

/** A conversation service: a world of users, roles and conversations of its own. */
public record Service(
    String sid,
    String accountSid,
    String friendlyName,
    String defaultConversationCreatorRoleSid,
    String defaultConversationRoleSid,
    String defaultChatServiceRoleSid,
    boolean reachabilityEnabled,
    Instant createdAt,
    Instant updatedAt) {

  /** The roles that its configuration names; they cannot be deleted. */
  public List<String> defaultRoleSids() {
    return List.of(
        defaultConversationCreatorRoleSid, defaultConversationRoleSid, defaultChatServiceRoleSid);
  }

  Service renamed(String name, Instant now) {
    return new Service(
        sid,
        accountSid,
        name,
        defaultConversationCreatorRoleSid,
        defaultConversationRoleSid,
        defaultChatServiceRoleSid,
        reachabilityEnabled,
        createdAt,
        now);
  }
}
