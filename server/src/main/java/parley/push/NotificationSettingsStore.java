package parley.push;

import java.sql.SQLException;
import java.util.Optional;
import parley.push.NotificationSettings.MessageNotice;
import parley.push.NotificationSettings.Notification;
import parley.storage.Row;
import parley.storage.Tx;

/** The table of notification settings. */
final class NotificationSettingsStore {
  private static final String PUT =
      """
      INSERT INTO notification_settings (service_sid, log_enabled, new_message_enabled,
        new_message_template, new_message_sound, badge_count_enabled, with_media_enabled,
        with_media_template, added_enabled, added_template, added_sound, removed_enabled,
        removed_template, removed_sound)
      VALUES (:service, :log_enabled, :message_enabled, :message_template, :message_sound,
        :badge_count, :media_enabled, :media_template, :added_enabled, :added_template,
        :added_sound, :removed_enabled, :removed_template, :removed_sound)
      ON CONFLICT (service_sid) DO UPDATE SET log_enabled = excluded.log_enabled,
        new_message_enabled = excluded.new_message_enabled,
        new_message_template = excluded.new_message_template,
        new_message_sound = excluded.new_message_sound,
        badge_count_enabled = excluded.badge_count_enabled,
        with_media_enabled = excluded.with_media_enabled,
        with_media_template = excluded.with_media_template,
        added_enabled = excluded.added_enabled,
        added_template = excluded.added_template,
        added_sound = excluded.added_sound,
        removed_enabled = excluded.removed_enabled,
        removed_template = excluded.removed_template,
        removed_sound = excluded.removed_sound\
      """;

  Optional<NotificationSettings> find(Tx tx, String service) {
    return tx.query("SELECT * FROM notification_settings WHERE service_sid = :service")
        .set("service", service)
        .first(NotificationSettingsStore::read);
  }

  /** Writes settings, whether or not there were any. */
  void put(Tx tx, NotificationSettings settings) {
    var message = settings.newMessage();
    tx.update(PUT)
        .set("service", settings.serviceSid())
        .set("log_enabled", settings.logEnabled())
        .set("message_enabled", message.text().enabled())
        .set("message_template", message.text().template())
        .set("message_sound", message.text().sound())
        .set("badge_count", message.badgeCountEnabled())
        .set("media_enabled", message.withMedia().enabled())
        .set("media_template", message.withMedia().template())
        .set("added_enabled", settings.addedToConversation().enabled())
        .set("added_template", settings.addedToConversation().template())
        .set("added_sound", settings.addedToConversation().sound())
        .set("removed_enabled", settings.removedFromConversation().enabled())
        .set("removed_template", settings.removedFromConversation().template())
        .set("removed_sound", settings.removedFromConversation().sound())
        .run();
  }

  private static NotificationSettings read(Row row) throws SQLException {
    return new NotificationSettings(
        row.text("service_sid"),
        row.flag("log_enabled"),
        new MessageNotice(
            readNotice(row, "new_message"),
            row.flag("badge_count_enabled"),
            new Notification(
                row.flag("with_media_enabled"), row.textOrNull("with_media_template"), null)),
        readNotice(row, "added"),
        readNotice(row, "removed"));
  }

  private static Notification readNotice(Row row, String prefix) throws SQLException {
    return new Notification(
        row.flag(prefix + "_enabled"),
        row.textOrNull(prefix + "_template"),
        row.textOrNull(prefix + "_sound"));
  }
}
