package parley.push;

import org.jspecify.annotations.Nullable;

/**
 * What the users of a service are told by push, and in which words; all off until somebody turns it
 * on (docs/behaviour.md 7.3).
 */
public record NotificationSettings(
    String serviceSid,
    boolean logEnabled,
    MessageNotice newMessage,
    Notice addedToConversation,
    Notice removedFromConversation) {

  /**
   * One kind of notification.
   *
   * @param template its words, with variables such as <code>${CONVERSATION}</code>; null for the
   *     original's own words (docs/behaviour.md 7.3)
   * @param sound the name of a sound in the app; null for none
   */
  public record Notice(boolean enabled, @Nullable String template, @Nullable String sound) {
    private static final Notice OFF = new Notice(false, null, null);
  }

  /** The notification of a new message; one with media has words and a switch of its own. */
  public record MessageNotice(Notice text, boolean badgeCountEnabled, Notice withMedia) {}

  /** The settings of a service that has none of its own. */
  static NotificationSettings unset(String serviceSid) {
    var message = new MessageNotice(Notice.OFF, false, Notice.OFF);
    return new NotificationSettings(serviceSid, false, message, Notice.OFF, Notice.OFF);
  }
}
