package parley.push;

import org.jspecify.annotations.Nullable;
import parley.http.Form;
import parley.problem.Code;
import parley.push.NotificationSettings.MessageNotice;
import parley.push.NotificationSettings.Notification;
import parley.value.Change;

/** A wish to change the notification settings of a service. What was not sent stays as it is. */
public record EditedNotificationSettings(
    Change<Boolean> logEnabled,
    EditedNotice newMessage,
    Change<Boolean> badgeCountEnabled,
    EditedNotice withMedia,
    EditedNotice addedToConversation,
    EditedNotice removedFromConversation) {
  static final int TEMPLATE_LENGTH_MAX = 1024;
  static final int SOUND_LENGTH_MAX = 256;

  /** A wish to change one kind of notification. */
  record EditedNotice(
      Change<Boolean> enabled, Change<@Nullable String> template, Change<@Nullable String> sound) {

    static EditedNotice from(Form form, String name) {
      return new EditedNotice(
          form.field(name + ".Enabled").flagChange(),
          form.sent(name + ".Template")
              .max(TEMPLATE_LENGTH_MAX, Code.TEMPLATE_TOO_LONG)
              .clearable(),
          form.sent(name + ".Sound").max(SOUND_LENGTH_MAX, Code.SOUND_TOO_LONG).clearable());
    }

    Notification over(Notification old) {
      return new Notification(
          enabled.overRequired(old.enabled()),
          template.over(old.template()),
          sound.over(old.sound()));
    }
  }

  public static EditedNotificationSettings from(Form form) {
    return new EditedNotificationSettings(
        form.field("LogEnabled").flagChange(),
        EditedNotice.from(form, "NewMessage"),
        form.field("NewMessage.BadgeCountEnabled").flagChange(),
        EditedNotice.from(form, "NewMessage.WithMedia"),
        EditedNotice.from(form, "AddedToConversation"),
        EditedNotice.from(form, "RemovedFromConversation"));
  }

  NotificationSettings over(NotificationSettings old) {
    var message = old.newMessage();
    return new NotificationSettings(
        old.serviceSid(),
        logEnabled.overRequired(old.logEnabled()),
        new MessageNotice(
            newMessage.over(message.text()),
            badgeCountEnabled.overRequired(message.badgeCountEnabled()),
            withMedia.over(message.withMedia())),
        addedToConversation.over(old.addedToConversation()),
        removedFromConversation.over(old.removedFromConversation()));
  }
}
