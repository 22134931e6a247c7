-- What is added to the database's own numbers of transactions, so that they never go back; one row.
-- written_in is the transaction that wrote the row, as the database counts them (storage/Numbering).
CREATE TABLE numbering (
  base BIGINT NOT NULL,
  written_in BIGINT NOT NULL
);
INSERT INTO numbering (base, written_in) SELECT coalesce(max(moved_in), 0), 0 FROM inbox;
