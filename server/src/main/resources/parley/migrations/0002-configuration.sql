-- What accounts, services and conversations are configured with beside their own rows.
-- Lists are one text each, divided by blanks, or by line ends where their words may hold blanks:
-- they are read and written as a whole.

-- Where changes are announced. scope_sid is an account's SID or a service's, so that one read finds
-- both for an event; a scope without a row has never been configured.
CREATE TABLE webhook_configurations (
  scope_sid {key} PRIMARY KEY,
  target TEXT NOT NULL,
  method TEXT,
  pre_url TEXT,
  post_url TEXT,
  filters TEXT,
  updated_at BIGINT NOT NULL
) {clustered};

CREATE TABLE conversation_webhooks (
  conversation_sid {key} NOT NULL REFERENCES conversations ON DELETE CASCADE,
  sid {key} NOT NULL,
  target TEXT NOT NULL,
  url TEXT,
  method TEXT,
  filters TEXT NOT NULL,
  triggers TEXT NOT NULL,
  flow_sid {key},
  replay_from BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (conversation_sid, sid)
) {clustered};

-- Addresses of the account whose inbound messages may open conversations by themselves.
CREATE TABLE addresses (
  sid {key} PRIMARY KEY,
  account_sid {key} NOT NULL REFERENCES accounts,
  type TEXT NOT NULL,
  address {key} NOT NULL,
  friendly_name TEXT,
  country TEXT,
  auto_enabled INTEGER NOT NULL,
  auto_type TEXT NOT NULL,
  auto_service_sid {key},
  auto_url TEXT,
  auto_method TEXT,
  auto_filters TEXT NOT NULL,
  auto_flow_sid {key},
  auto_retry_count BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (account_sid, address)
) {clustered};
CREATE INDEX addresses_by_creation ON addresses (account_sid, created_at, sid);

-- The texts of notifications; a service without a row has the defaults.
CREATE TABLE notification_settings (
  service_sid {key} PRIMARY KEY REFERENCES services ON DELETE CASCADE,
  log_enabled INTEGER NOT NULL,
  new_message_enabled INTEGER NOT NULL,
  new_message_template TEXT NOT NULL,
  new_message_sound TEXT,
  badge_count_enabled INTEGER NOT NULL,
  with_media_enabled INTEGER NOT NULL,
  with_media_template TEXT NOT NULL,
  added_enabled INTEGER NOT NULL,
  added_template TEXT NOT NULL,
  added_sound TEXT,
  removed_enabled INTEGER NOT NULL,
  removed_template TEXT NOT NULL,
  removed_sound TEXT
) {clustered};

-- Secrets are encrypted with the installation's key: they must be shown to the push services.
CREATE TABLE credentials (
  sid {key} PRIMARY KEY,
  account_sid {key} NOT NULL REFERENCES accounts,
  friendly_name TEXT,
  type TEXT NOT NULL,
  sandbox INTEGER NOT NULL,
  certificate {bytes},
  private_key {bytes},
  api_key {bytes},
  secret {bytes},
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
) {clustered};
CREATE INDEX credentials_by_creation ON credentials (account_sid, created_at, sid);

-- A user's devices that take notifications.
CREATE TABLE bindings (
  sid {key} PRIMARY KEY,
  service_sid {key} NOT NULL,
  user_sid {key} NOT NULL REFERENCES users ON DELETE CASCADE,
  identity {key} NOT NULL,
  type TEXT NOT NULL,
  endpoint {key} NOT NULL,
  credential_sid {key} REFERENCES credentials ON DELETE CASCADE,
  message_types TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (user_sid, type, endpoint)
) {clustered};
CREATE INDEX bindings_by_creation ON bindings (service_sid, created_at, sid);
CREATE INDEX bindings_by_credential ON bindings (credential_sid);
