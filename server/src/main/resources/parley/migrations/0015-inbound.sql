-- What became of messages from outside, by the id that their channel gave them: the same one again
-- is answered alike (decision 22). Swept after some days. No foreign keys: what became of a message
-- stays true when it is gone.
CREATE TABLE inbound_messages (
  account_sid {key} NOT NULL,
  channel_message_sid {key} NOT NULL,
  type TEXT NOT NULL,
  address TEXT NOT NULL,
  proxy_address TEXT NOT NULL,
  service_sid {key},
  conversation_sid {key},
  participant_sid {key},
  message_sid {key},
  position BIGINT,
  autocreated INTEGER NOT NULL,
  dropped TEXT,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (account_sid, channel_message_sid)
) {clustered};
CREATE INDEX inbound_messages_by_age ON inbound_messages (created_at);
