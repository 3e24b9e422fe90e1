// Package store is all the SQL of cairn: the ledger's entries, hashes and
// sealed bytes, and the tables derived from them.
//
// A record lies in one SQLite file with a write-ahead log, reached through
// modernc.org/sqlite, so that the program stays one static binary. There is
// one writer connection and a pool of readers: with several writers and a busy
// timeout the slowest commits take forty times as long. Every commit is
// fsynced (synchronous=FULL), because what was acknowledged must be there
// after a power cut. SQLite below 3.51.3 is refused: it can lose a write-ahead
// log when it is reset.
//
// Correctness does not rest on isolation levels: entries are append-only under
// a primary key, reports are unique by their original's hash, and everything
// else can be made again from the entries.
//
// The tables are made by the files in the folder sql, one for each version. A
// query is one line and stands in the method that runs it: in log.go those of
// the ledger, in derived.go those of the tables that are made from it.
package store
