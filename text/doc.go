// Package text knows what a text is made of before anybody asks what it means:
// tokens, sentences, paragraphs, quotations and numbers, each as a stretch of
// bytes of the text as it is. Nothing is normalised in place, so that a span
// found here can be quoted years later from the original.
//
// [Parse] walks once over the bytes. A [Token] has a [Key]: a hash of the word
// with letter case and typographic apostrophes taken away. Rooms that know
// words (places, actors, calendar expressions, verbs of harm) keep tables by
// Key and so never compare or copy strings per token; an upper-case wire and
// the same wire in mixed case have the same keys. A possessive "'s" is a token
// of its own, a hyphenated word is one token, the full stop of an abbreviation
// belongs to it.
//
// [Sentence]s do not end at "Gen.", "U.S." or an initial, and know where their
// dateline ends. Text that was wrapped at a fixed width is recognised, because
// there a line end means nothing, while elsewhere it ends a paragraph.
//
// [Text.Numbers] reads the number grammar of reports ("at least 45", "between
// 40 and 45", "scores", "2.5 million") to a [cairn.Quantity] and tells counts
// apart from ages, years, clock times, money, calibres and addresses, as far as
// the neighbouring words decide that. Number words and abbreviations are data
// files beside the code.
//
// All of this is linear in the length of the text, whatever the text is: ten
// megabytes without a full stop are one sentence.
package text
