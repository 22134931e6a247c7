package parley.role;

import static parley.role.Permission.Scope.BOTH;
import static parley.role.Permission.Scope.CONVERSATION;
import static parley.role.Permission.Scope.SERVICE;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import parley.http.Form;
import parley.problem.Code;

/** What a role may allow, and which types of role may allow it (docs/behaviour.md 5). */
public enum Permission {
  ADD_PARTICIPANT("addParticipant", BOTH),
  CREATE_CONVERSATION("createConversation", SERVICE),
  JOIN_CONVERSATION("joinConversation", SERVICE),
  LEAVE_CONVERSATION("leaveConversation", CONVERSATION),
  DELETE_CONVERSATION("deleteConversation", BOTH),
  DELETE_ANY_MESSAGE("deleteAnyMessage", BOTH),
  DELETE_OWN_MESSAGE("deleteOwnMessage", CONVERSATION),
  EDIT_ANY_MESSAGE("editAnyMessage", BOTH),
  EDIT_ANY_MESSAGE_ATTRIBUTES("editAnyMessageAttributes", BOTH),
  EDIT_OWN_MESSAGE("editOwnMessage", BOTH),
  EDIT_OWN_MESSAGE_ATTRIBUTES("editOwnMessageAttributes", BOTH),
  EDIT_ANY_USER_INFO("editAnyUserInfo", BOTH),
  EDIT_OWN_USER_INFO("editOwnUserInfo", BOTH),
  EDIT_CONVERSATION_ATTRIBUTES("editConversationAttributes", BOTH),
  EDIT_CONVERSATION_NAME("editConversationName", BOTH),
  REMOVE_PARTICIPANT("removeParticipant", BOTH),
  SEND_MESSAGE("sendMessage", CONVERSATION),
  SEND_MEDIA_MESSAGE("sendMediaMessage", CONVERSATION),

  // Not in the original's reference, but accepted there and in use.
  ADD_NON_CHAT_PARTICIPANT("addNonChatParticipant", CONVERSATION),
  EDIT_ANY_PARTICIPANT_ATTRIBUTES("editAnyParticipantAttributes", CONVERSATION),
  EDIT_OWN_PARTICIPANT_ATTRIBUTES("editOwnParticipantAttributes", CONVERSATION),
  EDIT_NOTIFICATION_LEVEL("editNotificationLevel", CONVERSATION);

  /** The types of role that may give it. */
  enum Scope {
    SERVICE,
    CONVERSATION,
    BOTH;

    boolean holds(RoleType type) {
      return this == BOTH || name().equals(type.name());
    }
  }

  private static final Map<String, Permission> BY_NAME =
      Arrays.stream(values())
          .collect(
              Collectors.toMap(
                  permission -> permission.wire.toLowerCase(Locale.ROOT), Function.identity()));

  private final String wire;
  private final Scope scope;

  Permission(String wire, Scope scope) {
    this.wire = wire;
    this.scope = scope;
  }

  /** As the API writes it. */
  public String wire() {
    return wire;
  }

  /** The permission of a name as the API writes it. */
  static Permission of(String wire) {
    var permission = BY_NAME.get(wire.toLowerCase(Locale.ROOT));
    if (permission == null) {
      throw new IllegalArgumentException("no permission " + wire);
    }
    return permission;
  }

  /** The permissions that a form repeats, each once, in the order they were sent. */
  static List<Permission> listOf(Form form) {
    var sent = form.has("Permission");
    var permissions = new LinkedHashSet<Permission>();
    for (var name : form.all("Permission")) {
      var permission = BY_NAME.get(name.toLowerCase(Locale.ROOT));
      if (permission == null) {
        throw Code.UNKNOWN_PERMISSION.in("Permission", "does not know '" + name + "'");
      }
      permissions.add(permission);
    }
    if (sent && permissions.isEmpty()) {
      throw Code.UNKNOWN_PERMISSION.in("Permission", "is empty");
    }
    return List.copyOf(permissions);
  }

  /** Refuses permissions that a role of this type cannot give. */
  static void require(List<Permission> permissions, RoleType type) {
    for (var permission : permissions) {
      if (!permission.scope.holds(type)) {
        throw Code.UNKNOWN_PERMISSION.in(
            "Permission", permission.wire + " is not for roles of type " + type.wire());
      }
    }
  }
}
