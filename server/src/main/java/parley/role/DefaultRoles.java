package parley.role;

import static parley.role.Permission.ADD_PARTICIPANT;
import static parley.role.Permission.CREATE_CONVERSATION;
import static parley.role.Permission.DELETE_ANY_MESSAGE;
import static parley.role.Permission.DELETE_CONVERSATION;
import static parley.role.Permission.DELETE_OWN_MESSAGE;
import static parley.role.Permission.EDIT_ANY_MESSAGE;
import static parley.role.Permission.EDIT_ANY_MESSAGE_ATTRIBUTES;
import static parley.role.Permission.EDIT_ANY_USER_INFO;
import static parley.role.Permission.EDIT_CONVERSATION_ATTRIBUTES;
import static parley.role.Permission.EDIT_CONVERSATION_NAME;
import static parley.role.Permission.EDIT_NOTIFICATION_LEVEL;
import static parley.role.Permission.EDIT_OWN_MESSAGE;
import static parley.role.Permission.EDIT_OWN_MESSAGE_ATTRIBUTES;
import static parley.role.Permission.EDIT_OWN_USER_INFO;
import static parley.role.Permission.JOIN_CONVERSATION;
import static parley.role.Permission.LEAVE_CONVERSATION;
import static parley.role.Permission.REMOVE_PARTICIPANT;
import static parley.role.Permission.SEND_MEDIA_MESSAGE;
import static parley.role.Permission.SEND_MESSAGE;

import java.util.List;
import parley.service.Service;
import parley.value.Sids;

/** The roles that every new service starts with (docs/behaviour.md 5). */
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
                SEND_MESSAGE,
                SEND_MEDIA_MESSAGE,
                LEAVE_CONVERSATION,
                EDIT_OWN_MESSAGE,
                EDIT_OWN_MESSAGE_ATTRIBUTES,
                DELETE_OWN_MESSAGE,
                EDIT_NOTIFICATION_LEVEL)),
        role(
            service,
            service.defaultConversationCreatorRoleSid(),
            "channel admin",
            RoleType.CONVERSATION,
            List.of(
                ADD_PARTICIPANT,
                REMOVE_PARTICIPANT,
                DELETE_CONVERSATION,
                DELETE_ANY_MESSAGE,
                EDIT_ANY_MESSAGE,
                EDIT_ANY_MESSAGE_ATTRIBUTES,
                EDIT_CONVERSATION_ATTRIBUTES,
                EDIT_CONVERSATION_NAME,
                LEAVE_CONVERSATION,
                SEND_MESSAGE,
                SEND_MEDIA_MESSAGE,
                EDIT_NOTIFICATION_LEVEL)),
        role(
            service,
            sids.fresh("RL"),
            "service admin",
            RoleType.SERVICE,
            List.of(
                ADD_PARTICIPANT,
                CREATE_CONVERSATION,
                JOIN_CONVERSATION,
                DELETE_CONVERSATION,
                REMOVE_PARTICIPANT,
                DELETE_ANY_MESSAGE,
                EDIT_ANY_MESSAGE,
                EDIT_ANY_MESSAGE_ATTRIBUTES,
                EDIT_ANY_USER_INFO,
                EDIT_CONVERSATION_ATTRIBUTES,
                EDIT_CONVERSATION_NAME)),
        role(
            service,
            service.defaultChatServiceRoleSid(),
            "service user",
            RoleType.SERVICE,
            List.of(CREATE_CONVERSATION, JOIN_CONVERSATION, EDIT_OWN_USER_INFO)));
  }

  private static Role role(
      Service service, String sid, String name, RoleType type, List<Permission> permissions) {
    return RoleBuilder.builder()
        .sid(sid)
        .serviceSid(service.sid())
        .friendlyName(name)
        .type(type)
        .permissions(permissions)
        .createdAt(service.createdAt())
        .updatedAt(service.createdAt())
        .build();
  }
}
