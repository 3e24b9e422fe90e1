// Package record is the application without a face: it opens a record, adds
// reports, takes decisions, links, rebuilds, verifies and answers questions.
//
// A record is a folder: the database (cairn.db), the originals by content hash
// (originals/), and the key that signs its checkpoints (key, readable by its
// owner only; key.pub for those who verify). Beside them, in imports/, lies what
// the last import of each file refused, which is no part of it. One report is one transaction:
// its original is written and fsynced first, then its entries, their hashes, a
// new checkpoint and the derived rows commit together. After a crash at any
// moment, what was acknowledged is there once, and adding the same bytes again
// changes nothing. Rows of data sets come by the hundred thousand: hundreds share
// a transaction, and their originals lie in the database, too.
//
// Everything but the ledger, its sealed bytes and the originals is derived,
// and [Record.Rebuild] makes it again from the entries. Links are entries,
// too: a rebuild replays them and never links again, so that an incident keeps
// its id whatever the linker of today would say.
//
// A server keeps a record live ([Live]): everybody reads an immutable
// [Snapshot], with look-ups by id and the version of each thing; a decision says
// which versions the person saw, and one about what has changed since is
// refused. What a write changes in the links is recorded with it, as the lines
// that changed; a snapshot follows the ledger entry by entry, whoever wrote.
//
// How reports are coded and linked is not known here: both come in as
// functions ([Options]), so that the record can be tested without language and
// a server uses the same coder as the command line.
package record
