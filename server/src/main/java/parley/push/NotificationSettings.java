package parley.push;

import org.jspecify.annotations.Nullable;

/**
 * What the users of a service are told by push, and in which words; all off until somebody turns it
 * on (rest-behaviour.md 7.3).
 */
public record NotificationSettings(
    String serviceSid,
    boolean logEnabled,
    NewMessage newMessage,
    Notice addedToConversation,
    Notice removedFromConversation) {

  /**
   * One kind of notification.
   *
   * @param template its words, with variables such as <code>${CONVERSATION}</code>
   * @param sound the name of a sound in the app; null for none
   */
  public record Notice(boolean enabled, String template, @Nullable String sound) {
    private static Notice off(String template) {
      return new Notice(false, template, null);
    }
  }

  /** The notification of a new message; one with media has words and a switch of its own. */
  public record NewMessage(Notice text, boolean badgeCountEnabled, Notice withMedia) {}

  /** The settings of a service that has none of its own. */
  static NotificationSettings defaultsOf(String serviceSid) {
    return new NotificationSettings(
        serviceSid,
        false,
        new NewMessage(
            Notice.off("${CONVERSATION}:${PARTICIPANT}: ${MESSAGE}"),
            false,
            Notice.off(
                "You have a new message in ${CONVERSATION} with ${MEDIA_COUNT} media files:"
                    + " ${MEDIA}")),
        Notice.off("You have been added to the conversation ${CONVERSATION} by ${PARTICIPANT}"),
        Notice.off("${PARTICIPANT} has removed you from the conversation ${CONVERSATION}"));
  }
}
