package parley.service;

import java.time.Instant;

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
    Instant updatedAt) {}
