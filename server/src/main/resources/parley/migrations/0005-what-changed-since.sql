-- What a client that was away has to be told: what changed since a version, and what is gone.

-- A user's version counts every change of the user and of the user's own list.
ALTER TABLE users ADD COLUMN version BIGINT NOT NULL DEFAULT 0;

-- The versions that can be replayed: those above this one. What went before it left no trace.
ALTER TABLE users ADD COLUMN replayable_from BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN replayable_from BIGINT NOT NULL DEFAULT 0;

-- When a conversation came into a user's list, when its row there last changed by itself, and when it
-- went. A table of its own: a message touches every member's row of inbox, and none here.
CREATE TABLE list_changes (
  user_sid {key} NOT NULL REFERENCES users ON DELETE CASCADE,
  conversation_sid {key} NOT NULL,
  added_version BIGINT NOT NULL,
  changed_version BIGINT NOT NULL,
  removed_at BIGINT,
  PRIMARY KEY (user_sid, conversation_sid)
) {clustered};
INSERT INTO list_changes (user_sid, conversation_sid, added_version, changed_version)
  SELECT user_sid, conversation_sid, 0, 0 FROM inbox WHERE user_sid IN (SELECT sid FROM users);
CREATE INDEX list_changes_by_version ON list_changes (user_sid, changed_version);
CREATE INDEX list_changes_by_removal ON list_changes (removed_at) WHERE removed_at IS NOT NULL;

-- Messages that came after a version are found by their place; these were changed later.
CREATE INDEX messages_by_change ON messages (conversation_sid, changed_version)
  WHERE changed_version > added_version;
CREATE INDEX tombstones_by_removal ON tombstones (removed_at);

-- A service that is being removed is there for nobody; what is in it goes conversation by conversation,
-- also after a restart. removal_heard: whether webhooks hear of what goes.
ALTER TABLE services ADD COLUMN removed_at BIGINT;
ALTER TABLE services ADD COLUMN removal_heard INTEGER NOT NULL DEFAULT 0;
CREATE INDEX services_by_removal ON services (removed_at) WHERE removed_at IS NOT NULL;
