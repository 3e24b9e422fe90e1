// Package place knows where: it finds the toponyms of a report, and says
// which place of a gazetteer each one means and how precisely.
//
// The world gazetteer lies in the binary as an image that is read in place;
// country packs are images of the same form laid over it. Four tiers of
// matching find a name however it was transliterated: exact, folded, without
// articles, and by its skeleton of consonants. Because a name alone is rarely
// one place, every candidate is kept with its score and the reasons for it,
// and what the report says elsewhere decides: words like "in Idlib province",
// a dateline, the country it is about, the other places in it. Where that does
// not decide, the place is ambiguous and says so. It never becomes the centre
// of something larger in silence.
//
// What walks in is text; what walks out are [Mention] (a stretch of text that
// names a place), [Candidate] and [Resolved]. Everything here is a pure
// function of the text and the gazetteer, and safe for concurrent use.
package place
