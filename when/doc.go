// Package when knows what days people mean: it finds the time expressions of a
// text and turns each into a period of days with an honest precision.
//
// What walks in is a text and an anchor, the report's date of publication;
// what walks out are mentions, each with the bytes it stands in, the period,
// the precision that the words have (a day, a week, a month) and whether it
// was stated or counted from the anchor. Without a date of publication,
// relative expressions stay unresolved and say so: "yesterday" of an unknown
// day is no day. "Since the capture" counts from an event and stays unresolved
// until somebody says when that was (Anchor.Began).
//
// The words (words.txt) and the expressions (rules.txt) are data that a
// linguist can read and change: a rule is a sequence of words and classes of
// words, and the name of what to do with the values. Only that arithmetic is
// Go (ops.go). Weeks begin on Monday (ISO 8601). A weekday in the news is the
// last one, the day of publication included, unless the sentence looks ahead.
package when
