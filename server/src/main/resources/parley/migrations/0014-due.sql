-- What is due, not before its date (decision 19). A row's subject says what it is about; of a kind that has
-- but one row it is empty. leased_until is of the database's own clock, due_at of the server's.
CREATE TABLE due (
  kind {key} NOT NULL,
  subject {key} NOT NULL,
  due_at BIGINT NOT NULL,
  leased_until BIGINT NOT NULL,
  failures BIGINT NOT NULL,
  PRIMARY KEY (kind, subject)
) {clustered};
CREATE INDEX due_by_time ON due (due_at);
-- The timers that were kept and shown until now, and begin to run.
INSERT INTO due (kind, subject, due_at, leased_until, failures)
  SELECT 'conversation-timers', sid,
    CASE WHEN closed_at IS NULL OR inactive_at < closed_at THEN inactive_at ELSE closed_at END, 0, 0
  FROM conversations WHERE inactive_at IS NOT NULL OR closed_at IS NOT NULL;
