package parley.role;

import java.util.List;
import parley.service.Service;
import parley.value.Sids;

/** The roles that every new service starts with (rest-behaviour.md 5). */
final class DefaultRoles {
  private DefaultRoles() {}

  static List<Role> of(Service service, Sids sids) {
    return List.of(
        role(
            service,
            service.defaultConversationRoleSid(),
            "channel user",
            RoleType.CONVERSATION,
            List.of(
                "sendMessage",
                "sendMediaMessage",
                "leaveConversation",
                "editOwnMessage",
                "editOwnMessageAttributes",
                "deleteOwnMessage")),
        role(
            service,
            service.defaultConversationCreatorRoleSid(),
            "channel admin",
            RoleType.CONVERSATION,
            List.of(
                "addParticipant",
                "removeParticipant",
                "deleteConversation",
                "deleteAnyMessage",
                "editAnyMessage",
                "editAnyMessageAttributes",
                "editConversationAttributes",
                "editConversationName",
                "leaveConversation",
                "sendMessage",
                "sendMediaMessage",
                "editNotificationLevel")),
        role(
            service,
            sids.fresh("RL"),
            "service admin",
            RoleType.SERVICE,
            List.of(
                "addParticipant",
                "createConversation",
                "joinConversation",
                "deleteConversation",
                "removeParticipant",
                "deleteAnyMessage",
                "editAnyMessage",
                "editAnyMessageAttributes",
                "editAnyUserInfo",
                "editConversationAttributes",
                "editConversationName")),
        role(
            service,
            service.defaultChatServiceRoleSid(),
            "service user",
            RoleType.SERVICE,
            List.of("createConversation", "joinConversation", "editOwnUserInfo")));
  }

  private static Role role(
      Service service, String sid, String name, RoleType type, List<String> permissions) {
    return new Role(
        sid, service.sid(), name, type, permissions, service.createdAt(), service.createdAt());
  }
}
