-- Version 1. The first four tables are the ledger and are only added to (the
-- bytes of a seal may be destroyed by a decision). The others are derived.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE entries (seq INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;
CREATE TABLE tree (at INTEGER PRIMARY KEY, hash BLOB NOT NULL) STRICT;
CREATE TABLE seals (commitment TEXT PRIMARY KEY, salt BLOB, data BLOB, withheld_by INTEGER) STRICT;
CREATE TABLE checkpoint (id INTEGER PRIMARY KEY CHECK (id = 1), note BLOB NOT NULL) STRICT;

CREATE TABLE reports (
  id TEXT PRIMARY KEY, seq INTEGER NOT NULL UNIQUE, original TEXT NOT NULL UNIQUE,
  date TEXT NOT NULL, publisher TEXT NOT NULL, coded_seq INTEGER NOT NULL,
  data BLOB NOT NULL, coded BLOB NOT NULL
) STRICT;
CREATE TABLE claims (
  report TEXT NOT NULL REFERENCES reports(id), n INTEGER NOT NULL, id TEXT NOT NULL,
  kind TEXT NOT NULL, measure TEXT NOT NULL, scope TEXT NOT NULL, data BLOB NOT NULL,
  PRIMARY KEY (report, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX claims_by_id ON claims (id);
CREATE TABLE links (n INTEGER PRIMARY KEY, seq INTEGER NOT NULL, data BLOB NOT NULL) STRICT;
CREATE TABLE decisions (seq INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;
