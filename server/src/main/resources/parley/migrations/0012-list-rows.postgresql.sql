-- Several servers write, and none can keep an order that all of them see: here the rows of lists stay
-- copies with an index by activity (decision 17). Each row that a message touches is written into
-- every index, so there is one less: by conversation and user, for both.
ALTER TABLE inbox DROP CONSTRAINT inbox_new_user_sid_conversation_sid_key;
DROP INDEX inbox_by_conversation;
ALTER TABLE inbox ADD CONSTRAINT inbox_by_conversation UNIQUE (conversation_sid, user_sid);
-- Rows of conversations that are gone, which early versions could leave.
DELETE FROM inbox i WHERE NOT EXISTS (SELECT 1 FROM conversations c WHERE c.sid = i.conversation_sid);
DELETE FROM list_changes l WHERE removed_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM conversations c WHERE c.sid = l.conversation_sid);
CREATE VIEW list_rows AS
  SELECT user_sid, conversation_sid, participant_sid, state, notification_level, last_read_position,
    read_count, message_count, version, created_at, activity_at, moved_in, moved_by
  FROM inbox;
