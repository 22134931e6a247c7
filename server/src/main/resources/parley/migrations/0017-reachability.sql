-- Who can be reached (decision 31): 1 is yes, 0 not any more, null never was.
ALTER TABLE users ADD COLUMN online INTEGER;
ALTER TABLE users ADD COLUMN notifiable INTEGER;
UPDATE users SET notifiable = 1 WHERE sid IN (SELECT user_sid FROM bindings);

-- The servers that have told who is connected to them, each until when it is taken to be there if it
-- does not say so again, by the database's own clock.
CREATE TABLE servers (
  id {key} PRIMARY KEY,
  alive_until BIGINT NOT NULL
) {clustered};

-- Who is connected to which of them. Without a foreign key to servers: a row is written and taken
-- away only with the server's row held or with the server's own hand.
CREATE TABLE presences (
  user_sid {key} NOT NULL REFERENCES users ON DELETE CASCADE,
  server_id {key} NOT NULL,
  PRIMARY KEY (user_sid, server_id)
) {clustered};
CREATE INDEX presences_by_server ON presences (server_id, user_sid);
