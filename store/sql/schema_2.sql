-- Version 2. A line of the linking is found by what it tells of (an incident's
-- id, or a total's claim and report), so that a change touches its own lines
-- only; line names the commitment of its bytes in the ledger. The table is
-- derived: the record fills it again when it is next opened for writing.
DROP TABLE links;
CREATE TABLE links (id TEXT PRIMARY KEY, type TEXT NOT NULL, seq INTEGER NOT NULL, line TEXT NOT NULL, data BLOB NOT NULL) STRICT, WITHOUT ROWID;
-- claim is the id of a claim that a person added, '' in any other decision.
DROP TABLE decisions;
CREATE TABLE decisions (seq INTEGER PRIMARY KEY, claim TEXT NOT NULL, data BLOB NOT NULL) STRICT;
CREATE INDEX decisions_by_claim ON decisions (claim) WHERE claim <> '';
INSERT INTO meta (key, value) SELECT 'rebuild', 'needed' WHERE EXISTS (SELECT 1 FROM entries);
