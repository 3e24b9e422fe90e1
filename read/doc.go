// Package read turns bytes into reports: plain text with or without header
// lines, HTML pages, PDF and DOCX documents, and JSON lines.
//
// What walks in is a name and some bytes, often hostile or half-written; what
// walks out is a [Document]: the report, the exact original bytes, and which
// reader in which version took the text from them. The text is what claims'
// spans refer to, so a reader that changes must change its version: the record
// keeps the text it once extracted, by hash, beside the original.
//
// Nothing is repaired silently. A document that is empty, binary, cut off,
// locked with a password, in another encoding, or larger than the limits is
// refused with one line that says what, where and what to do ([Error]); a
// document whose text may be in a wrong order is read with a warning. Every
// size is bounded before anything is inflated. A library that panics on a
// broken file is this room's problem, not its caller's.
//
// Plain text is not touched at all, except that a byte-order mark and the
// header lines are left out: offsets are bytes of the text as it is.
package read
