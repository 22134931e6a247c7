-- Whoever is reached outside chat, by conversation: what a new message has to ask for. Few
-- participants have an address, so the index is small and a chat never touches it.
CREATE INDEX participants_outside ON participants (conversation_sid, binding_type)
  WHERE binding_type IS NOT NULL;
CREATE INDEX participants_by_address ON participants (address, conversation_sid, sid)
  WHERE address IS NOT NULL;

-- The group texts that are live; members is a hash of all their addresses, sorted.
CREATE TABLE group_texts (
  account_sid {key} NOT NULL,
  members {key} NOT NULL,
  conversation_sid {key} NOT NULL,
  PRIMARY KEY (account_sid, members)
) {clustered};
CREATE INDEX group_texts_by_conversation ON group_texts (conversation_sid);

-- How the receipts of a message stand, counted whenever one of them changes, so that a list of
-- messages asks for no receipts. Null as a message without receipts.
ALTER TABLE messages ADD COLUMN receipts BIGINT;
ALTER TABLE messages ADD COLUMN receipts_sent BIGINT;
ALTER TABLE messages ADD COLUMN receipts_delivered BIGINT;
ALTER TABLE messages ADD COLUMN receipts_read BIGINT;
ALTER TABLE messages ADD COLUMN receipts_failed BIGINT;
ALTER TABLE messages ADD COLUMN receipts_undelivered BIGINT;
ALTER TABLE messages ADD COLUMN content_variables TEXT;

-- What became of a message on its way to one participant outside chat; only the latest is kept.
CREATE TABLE receipts (
  conversation_sid {key} NOT NULL,
  message_sid {key} NOT NULL,
  participant_sid {key} NOT NULL,
  sid {key} NOT NULL,
  status TEXT,
  error_code BIGINT NOT NULL DEFAULT 0,
  channel_message_sid TEXT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT,
  PRIMARY KEY (conversation_sid, message_sid, participant_sid),
  FOREIGN KEY (conversation_sid, message_sid) REFERENCES messages (conversation_sid, sid)
    ON DELETE CASCADE
) {clustered};

-- Files that were uploaded; the bytes are elsewhere, under the SID. expires_at is when a file goes
-- that no message has taken, 0 for one whose message is gone, null for one that stays. A row is
-- deleted after its bytes, so it outlives its service and names it without a constraint.
CREATE TABLE media (
  sid {key} PRIMARY KEY,
  service_sid {key} NOT NULL,
  account_sid {key} NOT NULL,
  conversation_sid {key},
  message_sid {key},
  category TEXT NOT NULL,
  content_type TEXT NOT NULL,
  filename TEXT,
  size BIGINT NOT NULL,
  author TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  expires_at BIGINT
) {clustered};
CREATE INDEX media_by_service ON media (service_sid);
CREATE INDEX media_by_conversation ON media (conversation_sid, message_sid)
  WHERE conversation_sid IS NOT NULL;
CREATE INDEX media_by_expiry ON media (expires_at) WHERE expires_at IS NOT NULL;
