-- Who last edited a message: an identity, or "system" for the account; null while nobody has. Of edits
-- before this it is not known.
ALTER TABLE messages ADD COLUMN updated_by TEXT;
