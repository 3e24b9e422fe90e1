package export

import (
	"strings"

	"cairn"
	"cairn/toll"
)

// stampColumns are what every figure carries, in tables of cairn's own.
const stampColumns = `
policy string how the figures were made: name and version of the policy
as_of integer what this record held: the number of entries of its ledger
as_of_day date the day of the last of those entries
published_by date only what was published by this day; blank: everything`

// gradeColumns are what an incident's figures share.
const gradeColumns = `
occurrence string how well it is supported that it happened: confirmed, fair, weak, discounted
responsibility string how well it is supported who did it: confirmed, fair, weak, contested, none
roots_low integer independent roots: named ones and publishers that gather their own information
roots_high integer the same with unnamed speakers`

// fieldStamp are the columns that stand behind those of the field's own.
func fieldStamp() []Column {
	return columns(`
cairn_incident string the incident's permanent id
cairn_policy string how the figures were made: name and version of the policy
cairn_as_of integer what the record held: the number of entries of its ledger
cairn_as_of_day date the day of the last of those entries
cairn_published_by date only what was published by this day; blank: everything
cairn_occurrence string grade of the occurrence: confirmed, fair, weak, discounted
cairn_responsibility string grade of the responsibility: confirmed, fair, weak, contested, none
cairn_roots_low integer independent roots, unnamed speakers left out
cairn_roots_high integer independent roots with unnamed speakers
cairn_open boolean the upper end is open: so many "or more"
cairn_claims string ids of the claims that the figure rests on`)
}

// stamp fills the columns of a stamp, whose names begin with prefix.
func (f *filler) stamp(prefix string, s Stamp) {
	f.set(prefix+"policy", s.Policy)
	f.set(prefix+"as_of", s.AsOf)
	f.set(prefix+"as_of_day", s.AsOfDay)
	f.set(prefix+"published_by", s.PublishedBy)
}

// putRecorded hands on a row that is no figure: it says what the record held, and
// no policy.
func (f *filler) putRecorded(d Data, out Form) error {
	f.set("as_of", d.AsOf)
	f.set("as_of_day", d.AsOfDay)
	return f.put(out)
}

func (f *filler) grades(prefix string, g toll.Grades) {
	f.set(prefix+"occurrence", string(g.Occurrence))
	f.set(prefix+"responsibility", string(g.Responsibility))
	f.set(prefix+"roots_low", g.Independence.Low)
	f.set(prefix+"roots_high", g.Independence.High)
}

// fieldStamp fills the columns behind those of the field's own.
func (f *filler) fieldStamp(s Stamp, inc *Incident) {
	f.set("cairn_incident", inc.ID)
	f.stamp("cairn_", s)
	f.grades("cairn_", inc.Grades())
	if k := inc.Figure(cairn.Killed); k != nil {
		f.set("cairn_open", k.Open)
		f.set("cairn_claims", strings.Join(behind(k), " "))
	}
}
