package toll

import (
	"fmt"
	"slices"
	"strings"

	"cairn"
)

// reasons are the words for why a claim or an incident does not count.
var reasons = map[why]string{
	whyRejected:   "rejected by a person",
	whyVictims:    "counts other victims than those selected",
	whyDissent:    "contradicts the statement it repeats: shown as dissent, never a bound",
	whyDenied:     "a denial, which is never a bound",
	whyStance:     "its stance is not admitted by the policy",
	whyScope:      "a total or background: never added to incidents",
	whyBoast:      "a party speaking of harm it did to others: a boast confirms nothing",
	whyParty:      "said by a party to the conflict, which the policy does not admit",
	whyUnstated:   "nobody is named as its source, and others speak",
	whyUnnamed:    "its source is not named, and the policy admits named sources only",
	whyNoNumber:   "gives no number",
	whyZero:       "says that nobody was harmed, which the policy does not count as a number",
	whyPart:       "part of a number that is counted",
	whyWord:       "a word without a number, where others give numbers or the policy bounds nothing",
	whySuperseded: "replaced by a later statement of the same voice",
	whyClarity:    "its clarity is not admitted by the policy",
	whyRoots:      "fewer independent roots than the policy asks for",
	whyGrade:      "its grade is not in the policy's headline",
	whyLaterState: "known in a later state, and counted there",
	whyWho:        "voices disagree about who the victims were",
}

func joinNames(names []string) string {
	names = slices.Clone(names)
	slices.Sort(names)
	names = slices.Compact(names)
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// explain remembers which claims stand behind a cell, and why others do not.
func (t *tally) explain(key cellKey, at int32, m uint8, rows, all []row) {
	if !t.q.Explain {
		return
	}
	for claim, w := range t.verdicts(rows, all) {
		if w == counted {
			t.behind[key] = append(t.behind[key], claim)
		} else if w != whyLater {
			t.claims[w] = append(t.claims[w], claim)
		}
	}
}

// verdicts is what a policy says of each claim of a figure.
func (t *tally) verdicts(rows, all []row) map[claimKey]why {
	out := map[claimKey]why{}
	t.eval.trace = func(r *row, w why) { out[claimKey{r.report, r.claim}] = w }
	t.eval.figure(rows, all)
	t.eval.trace = nil
	return out
}

// notCounted lists what the toll leaves out, by reason.
func (t *tally) notCounted() []NotCounted {
	var out []NotCounted
	if len(t.partly) > 0 {
		out = append(out, NotCounted{Why: "may have happened outside the period asked for", Incidents: t.x.ids(t.partly)})
	}
	if none := t.withoutDate(); len(none) > 0 {
		out = append(out, NotCounted{Why: "has no date, so it is in no running total", Incidents: t.x.ids(none)})
	}
	for _, w := range sortedKeys(t.left) {
		out = append(out, NotCounted{Why: reasons[w], Incidents: slices.Compact(t.x.ids(t.left[w]))})
	}
	if !t.q.Explain {
		return out
	}
	for _, w := range sortedKeys(t.claims) {
		out = append(out, NotCounted{Why: reasons[w], Claims: t.x.refs(t.claims[w])})
	}
	for scope, claims := range t.x.unlinked(t) {
		if len(claims) > 0 {
			out = append(out, NotCounted{Why: unlinkedWhy[scope], Claims: t.x.refs(claims)})
		}
	}
	return out
}

var unlinkedWhy = []string{
	"a running total: held against incidents, never added",
	"a closed total: held against incidents, never added",
	"background: counts nowhere",
	"linked to no incident",
}

// unlinked are the claims of harm that stand in no incident, by kind.
func (x *Index) unlinked(t *tally) [4][]claimKey {
	var out [4][]claimKey
	for r := range x.rec.Reports {
		rep := &x.rec.Reports[r]
		for i := range rep.Claims {
			key := claimKey{int32(r), int32(i)}
			c := t.d.claim(&rep.Claims[i])
			if _, linked := x.linkedTo[key]; linked || c.Kind != cairn.Casualty || !c.Measure.OfHarm() || !t.knows(rep) ||
				!slices.Contains(t.measures, measureCode[c.Measure]) {
				continue
			}
			n := map[cairn.Scope]int{cairn.ScopeCumulative: 0, cairn.ScopeAggregate: 1, cairn.ScopeBackground: 2, cairn.ScopeIncident: 3, "": 3}[c.Scope]
			out[n] = append(out[n], key)
		}
	}
	return out
}

// Figure is one measure of one incident, opened down to its claims.
type Figure struct {
	Incident string        `json:"incident"`
	Policy   string        `json:"policy"`
	Measure  cairn.Measure `json:"measure"`
	cairn.Documented
	Voices     []VoiceFigure `json:"voices"`
	NotCounted []NotCounted  `json:"not_counted,omitempty"`
	Later      []string      `json:"later,omitempty"` // incidents that some of the people are counted in
	Grades     Grades        `json:"grades"`
	Note       string        `json:"note,omitempty"`
}

// VoiceFigure is what one voice says, and the claims that say it.
type VoiceFigure struct {
	Root  string `json:"root"`
	Kind  string `json:"kind"`
	Count cairn.Range
	Text  string     `json:"text"`
	Claim []ClaimRef `json:"claims"`
}

// Figures opens an incident: one figure for each measure that anybody counts.
// Only the policy, the times and the victims of the query matter here.
func (x *Index) Figures(incident string, q Query) ([]Figure, error) {
	at, ok := x.byID[incident]
	if !ok {
		return nil, fmt.Errorf("there is no incident %q in the record: see `cairn incidents` for their ids", incident)
	}
	t, err := x.tally(q)
	if err != nil {
		return nil, err
	}
	rows, all := t.rows(at)
	var out []Figure
	for _, m := range cairn.Measures() {
		a, b := t.eval.measureRows(rows, measureCode[m])
		if a < b {
			if f := t.open(at, m, rows[a:b], all); f != nil {
				out = append(out, *f)
			}
		}
	}
	return out, nil
}

// open makes one figure with its voices; nil where nothing was known of it.
func (t *tally) open(at int32, m cairn.Measure, rows, all []row) *Figure {
	t.eval.victims = nil
	whole := t.figureOf(at, measureCode[m], rows, all)
	if t.narrow(rows) != counted {
		return nil
	}
	verdicts := t.verdicts(rows, all)
	bare := t.eval.figure(rows, all)
	if bare.voices == 0 && !bare.claimed && !someKnown(verdicts) {
		return nil
	}
	out := &Figure{Incident: t.x.incidents[at].linked.ID, Policy: t.policy.ID(), Measure: m, Grades: t.grades(at)}
	for _, v := range t.eval.voices {
		out.Voices = append(out.Voices, t.voiceFigure(v, rows, verdicts))
	}
	slices.SortFunc(out.Voices, func(a, b VoiceFigure) int { return strings.Compare(a.Root, b.Root) })
	f := t.figureOf(at, measureCode[m], rows, all)
	if t.eval.victims != nil {
		f.within(&whole)
	}
	out.Documented = cairn.Documented{Range: f.asRange()}
	if f != bare {
		for _, l := range t.x.incidents[at].later {
			if l.measures[measureCode[m]] {
				out.Later = append(out.Later, t.x.names[l.incident])
			}
		}
		out.Note = fmt.Sprintf("%s before those counted in a later state are taken out", RangeText(bare.asRange()))
	}
	if t.policy.Choose.Best == "majority" && f.voices > 0 && !f.hasBest {
		out.Note = strings.TrimPrefix(out.Note+"; no number is stated by more than half of the voices: there is no majority", "; ")
	}
	by := map[why][]claimKey{}
	for claim, w := range verdicts {
		if w != counted && w != whyLater {
			by[w] = append(by[w], claim)
		}
	}
	for _, w := range sortedKeys(by) {
		out.NotCounted = append(out.NotCounted, NotCounted{Why: reasons[w], Claims: t.x.refs(by[w])})
	}
	return out
}

// someKnown says whether any claim was there at the time asked for.
func someKnown(verdicts map[claimKey]why) bool {
	for _, w := range verdicts {
		if w != whyLater {
			return true
		}
	}
	return false
}

func (t *tally) voiceFigure(v standing, rows []row, verdicts map[claimKey]why) VoiceFigure {
	out := VoiceFigure{Kind: v.kind.String(), Count: v.asRange()}
	out.Text = RangeText(out.Count)
	var behind []claimKey
	for i := range rows {
		r := &rows[i]
		who := r.voice
		switch t.policy.Voice.By {
		case "publisher":
			who = t.x.publishers[r.report]
		case "claim":
			who = -1 - r.report
		}
		if key := (claimKey{r.report, r.claim}); who == v.voice && verdicts[key] == counted {
			behind = append(behind, key)
			if out.Root == "" {
				out.Root = t.voiceLabel(r)
			}
		}
	}
	out.Claim = t.x.refs(behind)
	return out
}

// voiceLabel writes a voice as the report or the register writes it.
func (t *tally) voiceLabel(r *row) string {
	rep := &t.x.rec.Reports[r.report]
	if t.policy.Voice.By == "publisher" {
		return rep.Publisher
	}
	return voiceIn(originsOf(t.x.incidents[r.incident].linked), t.d.claim(&rep.Claims[r.claim]), rep, t.d).label
}

func (k voiceKind) String() string {
	return []string{"unstated", "unnamed", "party", "primary", "named"}[k]
}

func (s span) asRange() cairn.Range {
	var r cairn.Range
	if s.hasBest {
		r.Best = &s.best
	}
	if s.hasLow {
		r.Low = &s.low
	}
	if s.hasHigh {
		r.High = &s.high
	}
	r.Open = s.open || !s.hasHigh
	return r
}

func (f figure) asRange() cairn.Range {
	var r cairn.Range
	if f.hasLow {
		r.Low = &f.low
	}
	if f.hasBest {
		r.Best = &f.best
	}
	if f.hasHigh {
		r.High = &f.high
	}
	r.Open = f.open
	return r
}
