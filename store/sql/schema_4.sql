-- Version 4. The texts and codings of reports are not written a second time
-- beside their seals, and what is looked up of claims is where they stand: half
-- of the bytes, and one index that grows at random places, not four. Both tables
-- are derived: the record fills them again when it is next opened for writing.
DROP TABLE claims;
DROP TABLE reports;
CREATE TABLE reports (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, original TEXT NOT NULL,
  date TEXT NOT NULL, publisher TEXT NOT NULL, own TEXT NOT NULL, reader TEXT NOT NULL,
  coded_seq INTEGER NOT NULL, at INTEGER NOT NULL, withheld INTEGER NOT NULL,
  text TEXT NOT NULL, coding TEXT NOT NULL
) STRICT;
CREATE TABLE claims (
  id TEXT NOT NULL, seq INTEGER NOT NULL, n INTEGER NOT NULL,
  PRIMARY KEY (id, seq, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX claims_by_report ON claims (seq);
INSERT INTO meta (key, value) SELECT 'rebuild', 'needed' WHERE EXISTS (SELECT 1 FROM entries) ON CONFLICT (key) DO UPDATE SET value = excluded.value;
