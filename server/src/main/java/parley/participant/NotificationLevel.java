package parley.participant;

import java.util.Locale;

/** Whether a user is notified of a conversation's messages. */
public enum NotificationLevel {
  DEFAULT,
  MUTED;

  /** As the API writes it. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
