package cairn

import "time"

// Verdict is what a person decided.
type Verdict string

// The verdicts. Undo is another decision that names the one it takes back.
const (
	Confirm   Verdict = "confirm"
	Reject    Verdict = "reject"
	Correct   Verdict = "correct"
	Same      Verdict = "same"
	Different Verdict = "different"
	Unsure    Verdict = "unsure"
	Overlaps  Verdict = "overlap"
	Merge     Verdict = "merge"
	Split     Verdict = "split"
	GradeIt   Verdict = "grade"
	Withdraw  Verdict = "withdraw" // of a report or text: its bytes are destroyed, its commitment kept
	Restrict  Verdict = "restrict"
	Undo      Verdict = "undo"
	// Ack acknowledges a finding of check, with a reason.
	Ack Verdict = "acknowledge"
	// Register states a fact about a source ("gathers its own information").
	Register Verdict = "register"
	// AddClaim adds a claim that a person made from the words of a report, its
	// only target.
	AddClaim Verdict = "claim"
)

// Decision is a person's entry about claims, links, incidents, sources or
// reports. What a program asserted is never changed by it: it stands beside.
type Decision struct {
	Seq     int64             `json:"seq,omitempty"` // its number in the ledger, set when recorded
	Verdict Verdict           `json:"verdict"`
	Targets []string          `json:"targets"`          // ids of claims, incidents, reports, sources, or a decision's number
	Fields  map[string]string `json:"fields,omitempty"` // what a correction, grade or register entry sets
	Claim   *Claim            `json:"claim,omitempty"`  // what AddClaim adds
	Reason  string            `json:"reason,omitempty"`
	By      string            `json:"by"`
	At      time.Time         `json:"at"`
}
