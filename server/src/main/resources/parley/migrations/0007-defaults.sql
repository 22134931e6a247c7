-- Every account has a default messaging service, whose SID has the account's digits (access/Accounts).
UPDATE accounts SET default_messaging_service_sid = 'MG' || substr(sid, 3)
  WHERE default_messaging_service_sid IS NULL;

-- A template is null until it is set. Those that were stored because none was set say what the
-- program said then.
CREATE TABLE notification_settings_new (
  service_sid {key} PRIMARY KEY REFERENCES services ON DELETE CASCADE,
  log_enabled INTEGER NOT NULL,
  new_message_enabled INTEGER NOT NULL,
  new_message_template TEXT,
  new_message_sound TEXT,
  badge_count_enabled INTEGER NOT NULL,
  with_media_enabled INTEGER NOT NULL,
  with_media_template TEXT,
  added_enabled INTEGER NOT NULL,
  added_template TEXT,
  added_sound TEXT,
  removed_enabled INTEGER NOT NULL,
  removed_template TEXT,
  removed_sound TEXT
) {clustered};
INSERT INTO notification_settings_new (service_sid, log_enabled, new_message_enabled,
    new_message_template, new_message_sound, badge_count_enabled, with_media_enabled,
    with_media_template, added_enabled, added_template, added_sound, removed_enabled,
    removed_template, removed_sound)
  SELECT service_sid, log_enabled, new_message_enabled,
    nullif(new_message_template, '${CONVERSATION}:${PARTICIPANT}: ${MESSAGE}'),
    new_message_sound, badge_count_enabled, with_media_enabled,
    nullif(with_media_template,
      'You have a new message in ${CONVERSATION} with ${MEDIA_COUNT} media files: ${MEDIA}'),
    added_enabled,
    nullif(added_template,
      'You have been added to the conversation ${CONVERSATION} by ${PARTICIPANT}'),
    added_sound, removed_enabled,
    nullif(removed_template,
      '${PARTICIPANT} has removed you from the conversation ${CONVERSATION}'),
    removed_sound
  FROM notification_settings;
DROP TABLE notification_settings;
ALTER TABLE notification_settings_new RENAME TO notification_settings;
