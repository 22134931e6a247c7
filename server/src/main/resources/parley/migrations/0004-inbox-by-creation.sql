-- A user's list in the order in which it is read most: where tables are clustered, a page is one walk
-- over neighbours. A message changes nothing of the key, so that of the indexes only the one by
-- activity is written.
CREATE TABLE inbox_new (
  user_sid {key} NOT NULL,
  created_at BIGINT NOT NULL,
  conversation_sid {key} NOT NULL,
  participant_sid {key} NOT NULL,
  state TEXT NOT NULL,
  notification_level TEXT NOT NULL,
  last_read_position BIGINT,
  read_count BIGINT NOT NULL,
  message_count BIGINT NOT NULL,
  version BIGINT NOT NULL,
  activity_at BIGINT NOT NULL,
  moved_in BIGINT NOT NULL,
  PRIMARY KEY (user_sid, created_at, conversation_sid),
  UNIQUE (user_sid, conversation_sid)
) {clustered};
INSERT INTO inbox_new (user_sid, created_at, conversation_sid, participant_sid, state,
    notification_level, last_read_position, read_count, message_count, version, activity_at, moved_in)
  SELECT user_sid, created_at, conversation_sid, participant_sid, state,
    notification_level, last_read_position, read_count, message_count, version, activity_at, moved_in
  FROM inbox ORDER BY user_sid, created_at, conversation_sid;
DROP TABLE inbox;
ALTER TABLE inbox_new RENAME TO inbox;
CREATE INDEX inbox_by_activity ON inbox (user_sid, activity_at, conversation_sid);
CREATE INDEX inbox_by_conversation ON inbox (conversation_sid);
