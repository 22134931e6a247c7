-- One text for SQLite and PostgreSQL; the words in braces are filled in by storage/Dialect.
-- Times are milliseconds since 1970, flags 0 or 1, attributes the caller's own text.
-- Tables that a conversation owns begin with its SID and tables that a user owns with the user's,
-- so that either kind can be spread over machines; no constraint spans the two.

CREATE TABLE accounts (
  sid {key} PRIMARY KEY,
  default_service_sid {key},
  default_messaging_service_sid {key},
  default_inactive_after TEXT,
  default_closed_after TEXT,
  created_at BIGINT NOT NULL
) {clustered};

-- The secret is encrypted with the installation's key: it must sign tokens, so a hash is not enough.
CREATE TABLE api_keys (
  sid {key} PRIMARY KEY,
  account_sid {key} NOT NULL REFERENCES accounts,
  friendly_name TEXT,
  secret {bytes} NOT NULL,
  created_at BIGINT NOT NULL
) {clustered};

CREATE TABLE services (
  sid {key} PRIMARY KEY,
  account_sid {key} NOT NULL REFERENCES accounts,
  friendly_name TEXT NOT NULL,
  default_conversation_creator_role_sid {key} NOT NULL,
  default_conversation_role_sid {key} NOT NULL,
  default_chat_service_role_sid {key} NOT NULL,
  reachability_enabled INTEGER NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
) {clustered};
CREATE INDEX services_by_creation ON services (account_sid, created_at, sid);

CREATE TABLE roles (
  sid {key} PRIMARY KEY,
  service_sid {key} NOT NULL REFERENCES services ON DELETE CASCADE,
  friendly_name TEXT NOT NULL,
  type TEXT NOT NULL,
  permissions TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
) {clustered};
CREATE INDEX roles_by_creation ON roles (service_sid, created_at, sid);

CREATE TABLE users (
  sid {key} PRIMARY KEY,
  service_sid {key} NOT NULL REFERENCES services ON DELETE CASCADE,
  identity {key} NOT NULL,
  friendly_name TEXT,
  attributes TEXT NOT NULL,
  role_sid {key} NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (service_sid, identity)
) {clustered};
CREATE INDEX users_by_creation ON users (service_sid, created_at, sid);

-- version counts every change of the conversation, its participants and its messages. The realtime
-- replay needs it: a row remembers the versions that added and last changed it, and what is gone
-- leaves a tombstone.
CREATE TABLE conversations (
  sid {key} PRIMARY KEY,
  account_sid {key} NOT NULL,
  service_sid {key} NOT NULL REFERENCES services ON DELETE CASCADE,
  friendly_name TEXT,
  unique_name {key},
  attributes TEXT NOT NULL,
  state TEXT NOT NULL,
  messaging_service_sid {key},
  created_by TEXT NOT NULL,
  email_address TEXT,
  email_name TEXT,
  inactive_after TEXT,
  closed_after TEXT,
  inactive_at BIGINT,
  closed_at BIGINT,
  next_position BIGINT NOT NULL DEFAULT 0,
  message_count BIGINT NOT NULL DEFAULT 0,
  activity_at BIGINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
) {clustered};
CREATE INDEX conversations_by_creation ON conversations (service_sid, created_at, sid);

-- A table of its own, because a unique name is unique in its service, not in its conversation.
CREATE TABLE conversation_names (
  service_sid {key} NOT NULL REFERENCES services ON DELETE CASCADE,
  unique_name {key} NOT NULL,
  conversation_sid {key} NOT NULL,
  PRIMARY KEY (service_sid, unique_name)
) {clustered};

CREATE TABLE participants (
  conversation_sid {key} NOT NULL REFERENCES conversations ON DELETE CASCADE,
  sid {key} NOT NULL,
  identity {key},
  user_sid {key},
  binding_type TEXT,
  address {key},
  proxy_address {key},
  projected_address {key},
  binding_name TEXT,
  binding_level TEXT,
  role_sid {key},
  attributes TEXT NOT NULL,
  notification_level TEXT NOT NULL,
  last_read_position BIGINT,
  last_read_at BIGINT,
  added_version BIGINT NOT NULL,
  changed_version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (conversation_sid, sid),
  UNIQUE (conversation_sid, identity)
) {clustered};

-- The pairs of addresses that are live; a pair leads to one conversation of the account.
CREATE TABLE address_pairs (
  account_sid {key} NOT NULL,
  address {key} NOT NULL,
  proxy_address {key} NOT NULL,
  conversation_sid {key} NOT NULL,
  participant_sid {key} NOT NULL,
  PRIMARY KEY (account_sid, address, proxy_address)
) {clustered};
CREATE INDEX address_pairs_by_conversation ON address_pairs (conversation_sid, participant_sid);

CREATE TABLE messages (
  conversation_sid {key} NOT NULL REFERENCES conversations ON DELETE CASCADE,
  position BIGINT NOT NULL,
  sid {key} NOT NULL,
  author TEXT NOT NULL,
  participant_sid {key},
  body TEXT,
  subject TEXT,
  attributes TEXT NOT NULL,
  media TEXT,
  content_sid {key},
  added_version BIGINT NOT NULL,
  changed_version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (conversation_sid, position),
  UNIQUE (conversation_sid, sid)
) {clustered};

-- What has been removed from a conversation; key is a message's position or a participant's SID.
CREATE TABLE tombstones (
  conversation_sid {key} NOT NULL REFERENCES conversations ON DELETE CASCADE,
  version BIGINT NOT NULL,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  removed_at BIGINT NOT NULL,
  PRIMARY KEY (conversation_sid, version)
) {clustered};

-- A user's own list: one row a membership, with all that orders, filters and counts it. A copy, kept
-- in the transaction of every change, so that a page is one walk over one index and needs no join.
-- Unread is message_count - read_count: a new message touches no horizon, and gaps do not count.
-- moved_in is the number of the transaction that last moved activity_at (inbox/Walk).
CREATE TABLE inbox (
  user_sid {key} NOT NULL,
  conversation_sid {key} NOT NULL,
  participant_sid {key} NOT NULL,
  state TEXT NOT NULL,
  notification_level TEXT NOT NULL,
  last_read_position BIGINT,
  read_count BIGINT NOT NULL,
  message_count BIGINT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  activity_at BIGINT NOT NULL,
  moved_in BIGINT NOT NULL,
  PRIMARY KEY (user_sid, conversation_sid)
) {clustered};
CREATE INDEX inbox_by_creation ON inbox (user_sid, created_at, conversation_sid);
CREATE INDEX inbox_by_activity ON inbox (user_sid, activity_at, conversation_sid);
CREATE INDEX inbox_by_conversation ON inbox (conversation_sid);

-- What is to be sent to the outside (webhooks, push), written in the transaction of the change.
CREATE TABLE deliveries (
  sid {key} PRIMARY KEY,
  account_sid {key} NOT NULL,
  kind TEXT NOT NULL,
  target {key} NOT NULL,
  conversation_sid {key},
  version BIGINT,
  request TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  due_at BIGINT NOT NULL,
  leased_until BIGINT,
  created_at BIGINT NOT NULL
) {clustered};
CREATE INDEX deliveries_by_due ON deliveries (state, due_at);
