// Package code reads one report and says what it claims: who was harmed, how
// many, by whom, where, when, and according to whom.
//
// A Report walks in and a Coded walks out, and nothing else: no store, no
// network, no clock. The same function runs in the server, as a Unix filter and
// over an archive. Every claim carries the exact words it stands in, the rule
// that made it, and how sure the coder is.
//
// The work is a list of passes over an analysis of the report ([Coder.Code]
// runs them in order, and each has a file of its own):
//
//	page         tokens, sentences, numbers, known words, actors
//	casualty     frames: a word of harm finds its victims, its number, its agent
//	control      who holds which place
//	event        what happened, counted in other units than people
//	title        what the headline leaves to the text
//	attribution  who says so, over sentence boundaries and inside quotations
//	where, time  places and days of each finding
//	scope        incident, cumulative, aggregate or background
//	relations    which claims speak of the same people
//	group        the findings that make one incident, and the main one
//	write        permanent ids, quotes, and how sure each claim is
//	explain      on request: what was seen, what made a claim, what almost did
//
// What the passes know of the language stands in rules/*.txt: verbs of harm and
// their frames, nouns for people, words of distance, of negation, of recalled
// history. A linguist can read and change them without touching Go, and a line
// that cannot be read is refused with its number. The Go code knows only
// grammar: where a subject, an object and a number stand. How sure a claim is
// was learned from labelled reports (rules/confidence.txt, made by code/fit), and
// so was whom a report points at where no claim names who did it: among those it
// shows beside the harm, and nobody else (suspect, rules/suspects.txt).
//
// A pass never guesses over a gap: what the report does not say stays absent.
package code
