package parley.participant;

import parley.value.Word;

/** Whether a user is notified of a conversation's messages. */
public enum NotificationLevel implements Word {
  DEFAULT,
  MUTED
}
