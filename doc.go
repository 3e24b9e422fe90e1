// Package cairn holds the nouns of casualty recording: what a report, a claim,
// a quantity, an attribution, an incident and a decision are, which of their
// combinations make sense, and how they are written as JSON.
//
// A casualty recorder reads reports that contradict one another. Cairn keeps
// each statement apart, as a [Claim]: one statement in one report by one
// speaker. A claim carries the words it stands in (a quote that is exactly
// text[span.start:span.end]), who said it, and for every field where that
// field came from ([Basis]). What the text does not say is absent: unknown is
// never zero, and a guess is never stored as a fact.
//
// Everything else is derived. Claims about one act become an [Incident];
// incidents become tolls under a named policy; a toll opens down to its
// incidents, an incident to its claims, a claim to its sentence. No number
// exists without the claims it was made from.
//
// The package does no input or output and imports none of the other rooms.
// All rooms share these types, so it changes slowly: the JSON form of a claim
// is a contract with other programs (claim.schema.json, checked by tests), and
// a claim's id must never depend on a program's version or the order of a file.
//
// Offsets are bytes of the text as it is. Nothing here normalises a quote.
package cairn
