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
    Notification addedToConversation,
    Notification removedFromConversation) {

  /**
   * One kind of notification.
   *
   * @param template its words, with variables such as <code>${CONVERSATION}</code>; null for the
   *     original's own words (docs/behaviour.md 7.3)
   * @param sound the name of a sound in the app; null for none
   */
  public record Notification(boolean enabled, @Nullable String template, @Nullable String sound) {
    private static final Notification OFF = new Notification(false, null, null);
  }

  /** The notification of a new message; one with media has words and a switch of its own. */
  public record MessageNotice(
      Notification text, boolean badgeCountEnabled, Notification withMedia) {}

  /** The settings of a service that has none of its own. */
  static NotificationSettings unset(String serviceSid) {
    var message = new MessageNotice(Notification.OFF, false, Notification.OFF);
    return new NotificationSettings(serviceSid, false, message, Notification.OFF, Notification.OFF);
  }
}
