// Package ledger is the memory that cannot be rewritten unseen: an append-only
// list of entries under a Merkle tree, with signed checkpoints.
//
// What walks in are entries (a report was added, its claims were coded, links
// were made, a person decided); what walks out are their numbers, and proofs.
// An entry is stored as the exact bytes that were hashed: a leaf is
// SHA-256(0x00 || bytes) as in RFC 6962, computed by golang.org/x/mod's tlog,
// the code of Go's checksum database, and never of something marshalled again.
// A checkpoint is a C2SP signed note of the tree's size and root, so that an
// outsider verifies it with other tools.
//
// What identifies a person (texts, quotes, names, who decided and why) is not
// in the entries. An entry holds a commitment, SHA-256(salt || bytes) with a
// random salt of 32 bytes; bytes and salt lie beside the log. A recorded
// decision can destroy both: the log stays whole, [Verify] then says "withheld
// by decision 41", and nothing about the bytes can be guessed from what is
// left. Without the salt, a short name could be found by trying all names.
//
// Ids of reports and claims are made from unsalted hashes of whole documents,
// so that they are the same in every record. Most documents cannot be found by
// trying, but one row of a list of names can. So these ids are sealed as well,
// each beside the log under its own salt, and entries name a report by its
// number in the ledger. The same holds after a text was destroyed: what is left
// in the log is a number and commitments without salts.
//
// The package does no input or output of its own: where entries, hashes and
// sealed bytes lie is behind [Storage].
package ledger
