// Package link finds out which reports tell of one event, and which of them
// merely repeat one voice. Coded reports walk in; incidents over many reports,
// totals held against them, and the reason for every link walk out. It reads
// nothing and writes nothing, and the same reports in any order of lines give
// the same bytes.
//
// # Two questions
//
// Who says it? Claims about one incident that go back to one root are one
// voice, an [cairn.Origin], however many outlets print it: by the root that the
// text names, by an agency's credit, by a shared text ([Set] compares texts by
// MinHash over runs of words, after the furniture of each site is taken out).
// Independence is counted in roots. A report that contradicts the root it
// repeats is dissent: shown with its quote, and never a bound.
//
// What does it tell of? The atom is a unit: what one report says of one
// incident. Units that share a key (place and day, a rare name, rare words) are
// compared field by field; each field has a level of agreement, each level a
// weight in weights.txt (Fellegi-Sunter log-odds), and their sum says how
// likely two units tell of one incident. Units join by average linkage, never
// by connected components, because one doubtful pair would chain two incidents
// into one. People's decisions are constraints that are never broken.
//
// # Counts
//
// Equal counts bring nobody together by themselves and different counts keep
// nobody apart: 56 dead in a battle and 56 captives shot are two incidents,
// while 40, 45 and 56 may be three statements of one. A running total attaches
// to the incidents that it covers and never merges with one; what it leaves
// over bounds how many people two incidents may share.
//
// # Ids
//
// An incident is named after its least claim, and keeps its id for ever: later
// linkings are given the earlier outcome, a merged incident leaves an alias.
package link
