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
// Ids of reports and claims are made from unsalted hashes of whole documents.
// They stand for texts of hundreds of characters, which cannot be found by
// trying, and they stay stable across records; a name or a source is never
// hashed without a salt.
//
// The package does no input or output of its own: where entries, hashes and
// sealed bytes lie is behind [Storage].
package ledger
