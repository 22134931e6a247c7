-- A message writes no row of anybody's list: what all members share, its tally and its place in time,
-- stands in the conversation's own row, and a list's row is read with it (decision 17). What a member
-- has alone stays in inbox. moved_in is the number of the transaction that last moved a row's place: by
-- joining here, by activity there. Rows of conversations that are gone, which early versions could leave,
-- are left behind.
ALTER TABLE conversations ADD COLUMN moved_in BIGINT NOT NULL DEFAULT 0;
UPDATE conversations SET moved_in =
  coalesce((SELECT max(i.moved_in) FROM inbox i WHERE i.conversation_sid = sid), 0);
CREATE TABLE inbox_new (
  user_sid TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  conversation_sid TEXT NOT NULL,
  participant_sid TEXT NOT NULL,
  notification_level TEXT NOT NULL,
  last_read_position BIGINT,
  read_count BIGINT NOT NULL,
  moved_in BIGINT NOT NULL,
  PRIMARY KEY (user_sid, created_at, conversation_sid),
  UNIQUE (conversation_sid, user_sid)
) WITHOUT ROWID;
INSERT INTO inbox_new (user_sid, created_at, conversation_sid, participant_sid,
    notification_level, last_read_position, read_count, moved_in)
  SELECT user_sid, created_at, conversation_sid, participant_sid, notification_level,
    last_read_position, read_count, 0
  FROM inbox WHERE conversation_sid IN (SELECT sid FROM conversations)
  ORDER BY user_sid, created_at, conversation_sid;
DELETE FROM list_changes
  WHERE removed_at IS NULL AND conversation_sid NOT IN (SELECT sid FROM conversations);
DROP TABLE inbox;
ALTER TABLE inbox_new RENAME TO inbox;
CREATE VIEW list_rows AS
  SELECT i.user_sid, i.conversation_sid, i.participant_sid, c.state, i.notification_level,
    i.last_read_position, i.read_count, c.message_count, c.version, i.created_at, c.activity_at,
    max(i.moved_in, c.moved_in) AS moved_in, max(i.moved_in, c.moved_in) AS moved_by
  FROM inbox i JOIN conversations c ON c.sid = i.conversation_sid;
