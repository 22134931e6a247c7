-- What is to be told to the outside, in the order in which it is to be told (decision 21).

-- One row for each lane that has something open: what one target is to be told of one conversation
-- (or user), in order. It is gone when there is nothing. due_at: when its head may be tried, by the
-- clock that also dates everything else. leased_until: until when whoever wrote the lease sends its
-- head, by the machine's clock; 0 when nobody does.
CREATE TABLE delivery_lanes (
  lane {key} PRIMARY KEY,
  target {key} NOT NULL,
  tail BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  leased_until BIGINT NOT NULL,
  lease BIGINT NOT NULL,
  failures BIGINT NOT NULL
) {clustered};
CREATE INDEX delivery_lanes_free ON delivery_lanes (target, leased_until, due_at);

-- No foreign keys: what is to be told outlives what it tells of. SIDs ascend, so lists by creation
-- need no index of their own. Not kept in the order of its key on SQLite, for its rows are long.
CREATE TABLE deliveries (
  sid {key} PRIMARY KEY,
  account_sid {key} NOT NULL,
  lane {key} NOT NULL,
  position BIGINT NOT NULL,
  status TEXT NOT NULL,
  event_type TEXT NOT NULL,
  level TEXT NOT NULL,
  webhook_sid {key},
  conversation_sid {key},
  method TEXT NOT NULL,
  url TEXT NOT NULL,
  credentials TEXT,
  parameters TEXT NOT NULL,
  attempts BIGINT NOT NULL,
  pending_since BIGINT NOT NULL,
  last_status BIGINT,
  last_error TEXT,
  duration_ms BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX deliveries_open ON deliveries (lane, position) WHERE status = 'PENDING';
CREATE INDEX deliveries_failed ON deliveries (sid) WHERE status = 'FAILED';
CREATE INDEX deliveries_by_conversation ON deliveries (conversation_sid, sid);

-- What became of each try; one that went well at once and was answered with nothing has no row.
CREATE TABLE delivery_attempts (
  delivery_sid {key} NOT NULL,
  number BIGINT NOT NULL,
  at BIGINT NOT NULL,
  status BIGINT,
  duration_ms BIGINT NOT NULL,
  error TEXT,
  answer TEXT NOT NULL,
  PRIMARY KEY (delivery_sid, number)
);

-- How many webhooks of its own a conversation has: most have none, and nobody has to look.
ALTER TABLE conversations ADD COLUMN webhook_count BIGINT NOT NULL DEFAULT 0;
UPDATE conversations SET webhook_count =
  (SELECT count(*) FROM conversation_webhooks WHERE conversation_sid = conversations.sid)
WHERE sid IN (SELECT conversation_sid FROM conversation_webhooks);
