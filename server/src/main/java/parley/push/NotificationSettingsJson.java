package parley.push;

import parley.http.Call;
import parley.http.Json;
import parley.push.NotificationSettings.MessageNotice;
import parley.push.NotificationSettings.Notification;

/** The notification settings of a service as REST tells them (docs/behaviour.md 7.3). */
final class NotificationSettingsJson {
  private NotificationSettingsJson() {}

  static void write(Json json, NotificationSettings settings, Call call) {
    json.text("account_sid", call.accountSid());
    json.text("chat_service_sid", settings.serviceSid());
    json.flag("log_enabled", settings.logEnabled());
    json.object(
        "added_to_conversation", notice -> writeNotice(notice, settings.addedToConversation()));
    json.object("new_message", message -> writeNewMessage(message, settings.newMessage()));
    json.object(
        "removed_from_conversation",
        notice -> writeNotice(notice, settings.removedFromConversation()));
    json.text("url", call.link("/Configuration/Notifications"));
  }

  private static void writeNotice(Json json, Notification notice) {
    json.flag("enabled", notice.enabled());
    json.text("template", notice.template());
    json.text("sound", notice.sound());
  }

  private static void writeNewMessage(Json json, MessageNotice message) {
    json.flag("enabled", message.text().enabled());
    json.text("template", message.text().template());
    json.flag("badge_count_enabled", message.badgeCountEnabled());
    json.text("sound", message.text().sound());
    json.object(
        "with_media",
        media ->
            media
                .flag("enabled", message.withMedia().enabled())
                .text("template", message.withMedia().template()));
  }
}
