-- moved_by is the number of the transaction that last moved activity_at; moved_in is as much, or more
-- where an earlier one had taken a higher number: it never goes back (inbox/InboxStore).
ALTER TABLE inbox ADD COLUMN moved_by BIGINT NOT NULL DEFAULT 0;
UPDATE inbox SET moved_by = moved_in;
