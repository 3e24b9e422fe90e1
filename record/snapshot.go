package record

import (
	"cmp"
	"slices"
	"strings"

	"cairn"
)

// Snapshot is what a record held after one of its entries, laid out for
// looking things up. It never changes; whoever holds one may go on reading it
// while others write.
type Snapshot struct {
	State
	reports   table[int]                   // id to place in Reports
	claims    table[[]spot]                // id to each report that has it: copies of one text have the same claims
	incidents table[*cairn.LinkedIncident] // by id and by every alias
	homes     table[*cairn.LinkedIncident] // of claims
	over      table[[]string]              // the totals that cover an incident, as ids of their lines
	totals    table[[]string]              // the lines of the totals of a claim, one for each copy
	lines     table[lineHeld]              // by what they tell of
	about     table[[]int32]               // the decisions about a thing, as places in All
	undone    map[int64]int64              // decisions that were taken back, by which
}

// lineHeld is a line of the linking and the entry that made it what it is.
type lineHeld struct {
	cairn.Linked
	seq int64
}

// spot is where a claim stands.
type spot struct{ report, n int32 }

// Report finds a report.
func (s *Snapshot) Report(id string) (Report, bool) {
	i, ok := s.reports.get(id)
	if !ok {
		return Report{}, false
	}
	return s.Reports[i], true
}

// Claim finds a claim and the report that has it; where several copies of a
// text do, the first that was added.
func (s *Snapshot) Claim(id string) (cairn.Claim, Report, bool) {
	at, ok := s.claims.get(id)
	if !ok {
		return cairn.Claim{}, Report{}, false
	}
	report := s.Reports[at[0].report]
	return report.Coded.Claims[at[0].n], report, true
}

// Carriers are all reports that have a claim, in the order in which they were
// added.
func (s *Snapshot) Carriers(claim string) []Report {
	at, _ := s.claims.get(claim)
	out := make([]Report, 0, len(at))
	for _, one := range at {
		out = append(out, s.Reports[one.report])
	}
	return out
}

// Incident finds an incident. Merged says that the id is that of one that was
// merged into the one returned.
func (s *Snapshot) Incident(id string) (in *cairn.LinkedIncident, merged, ok bool) {
	in, ok = s.incidents.get(id)
	return in, ok && in.ID != id, ok
}

// IncidentOf is the incident that a claim is part of; nil where it is of none.
func (s *Snapshot) IncidentOf(claim string) *cairn.LinkedIncident {
	in, _ := s.homes.get(claim)
	return in
}

// Total is the total that a cumulative or aggregate claim makes; nil where it
// makes none.
func (s *Snapshot) Total(claim string) *cairn.LinkedTotal {
	at, _ := s.totals.get(claim)
	if len(at) == 0 {
		return nil
	}
	l, _ := s.lines.get(at[0])
	return l.LinkedTotal
}

// TotalsOver are the totals that cover an incident.
func (s *Snapshot) TotalsOver(incident string) []*cairn.LinkedTotal {
	at, _ := s.over.get(incident)
	out := make([]*cairn.LinkedTotal, 0, len(at))
	for _, id := range at {
		l, _ := s.lines.get(id)
		out = append(out, l.LinkedTotal)
	}
	return out
}

// Taken is a decision as it stands: UndoneBy is the number of the decision that
// took it back, 0 where none did.
type Taken struct {
	cairn.Decision
	UndoneBy int64 `json:"undone_by,omitempty"`
}

// Decision finds a decision by its number.
func (s *Snapshot) Decision(seq int64) (Taken, bool) {
	i, ok := slices.BinarySearchFunc(s.All, seq, func(d cairn.Decision, seq int64) int { return cmp.Compare(d.Seq, seq) })
	if !ok {
		return Taken{}, false
	}
	return Taken{s.All[i], s.undone[seq]}, true
}

// DecisionsAbout are the decisions about a claim, a report, a source or an
// incident (also under the ids of incidents that were merged into it), and those
// that took one of them back, in their order.
func (s *Snapshot) DecisionsAbout(id string) []Taken {
	var at []int32
	for _, name := range s.names(id) {
		more, _ := s.about.get(name)
		at = append(at, more...)
	}
	slices.Sort(at)
	out := make([]Taken, 0, len(at))
	for _, i := range slices.Compact(at) {
		d := s.All[i]
		out = append(out, Taken{d, s.undone[d.Seq]})
	}
	return out
}

// names are the ids under which a thing is known.
func (s *Snapshot) names(id string) []string {
	if in, ok := s.incidents.get(id); ok {
		return append([]string{in.ID}, in.Aliases...)
	}
	return []string{id}
}

// Rejected says whether a person rejected a claim or withdrew a report.
func (s *Snapshot) Rejected(id string) bool {
	at, _ := s.about.get(id)
	rejected := false
	for _, i := range at {
		if d := &s.All[i]; s.undone[d.Seq] == 0 && slices.Contains(d.Targets, id) {
			rejected = rejects(d.Verdict, rejected)
		}
	}
	return rejected
}

// Version is the number of the last entry that concerns a report, a claim or an
// incident: its coding, a decision about it or, for an incident and a report,
// about one of its claims, the linking that changed it. It is 0 for what the
// record does not have. Two equal versions of a thing are the same to the byte.
func (s *Snapshot) Version(id string) int64 {
	if in, ok := s.incidents.get(id); ok {
		line, _ := s.lines.get(in.ID)
		last := line.seq
		for _, name := range s.names(id) {
			last = max(last, s.decided(name))
		}
		for _, r := range in.Reports {
			for _, c := range r.Claims {
				last = max(last, s.claimVersion(c))
			}
		}
		return last
	}
	if i, ok := s.reports.get(id); ok {
		r := &s.Reports[i]
		last := max(r.Seq, r.CodedSeq, r.Withheld, s.decided(id))
		for k := range r.Coded.Claims {
			last = max(last, s.decided(r.Coded.Claims[k].ID))
		}
		return last
	}
	return s.claimVersion(id)
}

func (s *Snapshot) claimVersion(id string) int64 {
	at, ok := s.claims.get(id)
	if !ok {
		return 0
	}
	last := s.decided(id)
	for _, one := range at {
		r := &s.Reports[one.report]
		last = max(last, r.CodedSeq, s.aboutAlone(r.Coded.ID))
	}
	return last
}

// aboutAlone is the last decision about a report as a whole: a claim that a
// person adds to it changes no other claim.
func (s *Snapshot) aboutAlone(report string) int64 {
	at, _ := s.about.get(report)
	for _, i := range slices.Backward(at) {
		if d := &s.All[i]; d.Claim == nil {
			return d.Seq
		}
	}
	return 0
}

// decided is the last decision about a thing.
func (s *Snapshot) decided(id string) int64 {
	at, _ := s.about.get(id)
	if len(at) == 0 {
		return 0
	}
	return s.All[at[len(at)-1]].Seq
}

// Complete finishes the beginning of an id of a report, a claim or an incident.
// It returns all that begin so, at most as many as asked for.
func (s *Snapshot) Complete(beginning string, most int) []string {
	var out []string
	for _, look := range []func(func(string)){keysOf(s.reports), keysOf(s.claims), keysOf(s.incidents)} {
		look(func(id string) {
			if strings.HasPrefix(id, beginning) {
				out = append(out, id)
			}
		})
	}
	slices.Sort(out)
	return out[:min(most, len(out))]
}

func keysOf[V any](t table[V]) func(func(string)) {
	return func(f func(string)) {
		for _, shard := range t.shards {
			for key := range shard {
				f(key)
			}
		}
	}
}
