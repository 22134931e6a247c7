package parley.role;

import parley.value.Word;

/** Who holds a role: a user of the service, or a participant of a conversation. */
public enum RoleType implements Word {
  CONVERSATION,
  SERVICE
}
