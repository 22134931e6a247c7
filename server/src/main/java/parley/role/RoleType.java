package parley.role;

import java.util.Locale;

/** Who holds a role: a user of the service, or a participant of a conversation. */
public enum RoleType {
  CONVERSATION,
  SERVICE;

  /** As the API writes it. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
