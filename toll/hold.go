package toll

import (
	"slices"
	"strings"

	"cairn"
)

// Holding is a running or closed total held against the incidents that it
// covers. It is never added to them.
type Holding struct {
	Claim    ClaimRef        `json:"claim"`
	Root     string          `json:"root"`
	Measure  cairn.Measure   `json:"measure"`
	Scope    cairn.Scope     `json:"scope"`
	Stated   cairn.Range     `json:"stated"`
	Text     string          `json:"text,omitempty"` // the count as worded
	Baseline *cairn.Baseline `json:"baseline,omitempty"`
	Period   cairn.Period    `json:"period"`
	Place    string          `json:"place,omitempty"`
	// Inside are the incidents whose people the total counts; Astride those
	// that began before what it counts from, so that some of their people may
	// be in it and some not.
	Inside   []HeldIncident `json:"inside,omitempty"`
	Astride  []HeldIncident `json:"astride,omitempty"`
	Itemised cairn.Range    `json:"itemised"` // what the incidents inside count
	Residual cairn.Range    `json:"residual"` // what is left of the total
	Overlap  *int64         `json:"overlap,omitempty"`
	Steps    []string       `json:"steps"` // the derivation, in words
	net      string         // of a residual: the publisher whose incidents are out of it already
}

// HeldIncident is one incident's part in a total, in the words of the total's
// own root where that root speaks of the incident.
type HeldIncident struct {
	Incident string       `json:"incident"`
	Count    cairn.Range  `json:"count"`
	SameRoot bool         `json:"same_root"`
	Period   cairn.Period `json:"period"`
	Why      string       `json:"why"`
	Claims   []ClaimRef   `json:"claims,omitempty"`
	dated    bool         // one of the claims says when
}

// Holdings holds every total of harm that was known at the time asked for
// against the incidents, in the order of reports.
func (x *Index) Holdings(q Query) ([]Holding, error) {
	t, err := x.tally(q)
	if err != nil {
		return nil, err
	}
	var out []Holding
	h := holder{tally: t, byMeasure: map[uint8][]int32{}}
	h.sortIncidents()
	for _, tot := range t.x.totals {
		if held, ok := h.hold(tot); ok {
			out = append(out, held)
		}
	}
	return out, nil
}

// holder finds the incidents that a total may cover.
type holder struct {
	*tally
	byMeasure map[uint8][]int32 // incidents that count a measure, by when they end
}

func (h *holder) sortIncidents() {
	for i := range h.x.incidents {
		rows, _ := h.rows(int32(i))
		last := uint8(0)
		for r := range rows {
			if rows[r].measure != last {
				last = rows[r].measure
				h.byMeasure[last] = append(h.byMeasure[last], int32(i))
			}
		}
	}
}

// hold makes the holding of one total; not ok where it was not yet known, was
// rejected, is outside the selection or counts nothing of harm.
func (h *holder) hold(tot total) (Holding, bool) {
	rep := &h.x.rec.Reports[tot.report]
	c := h.d.claim(&rep.Claims[tot.claim])
	_, no := h.d.rejected[c.ID]
	if no || !h.knows(rep) || c.Count == nil || !c.Measure.OfHarm() || c.Stance == cairn.Denied ||
		!slices.Contains(h.measures, measureCode[c.Measure]) {
		return Holding{}, false
	}
	v := voiceOf(c, rep, h.d)
	out := Holding{Claim: ClaimRef{rep.ID, c.ID}, Root: v.label, Measure: c.Measure, Scope: c.Scope, Text: c.Count.Text,
		Baseline: c.Baseline, Period: periodCovered(c, rep), Place: placeLabel(c.Place)}
	var r row
	r.count(c.Count, h.x.strings)
	stated := h.eval.bound(&r)
	out.Stated = stated.asRange()
	if !stated.hasLow && !stated.hasHigh {
		return Holding{}, false
	}
	h.itemise(&out, tot, c, v)
	h.residual(&out, stated)
	return out, true
}

// periodCovered is the stretch that a total counts: from its baseline to when
// it was said.
func periodCovered(c *cairn.Claim, rep *Report) cairn.Period {
	var p cairn.Period
	if c.Time != nil {
		p = c.Time.Period
	}
	if c.Baseline != nil && c.Baseline.Start != "" {
		p.Start = c.Baseline.Start
	}
	if p.End == "" && c.Scope == cairn.ScopeCumulative {
		p.End = rep.Published.End
	}
	return p
}

// itemise sorts the incidents that a total may cover into inside and astride.
func (h *holder) itemise(out *Holding, tot total, c *cairn.Claim, v voice) {
	candidates := map[int32]string{}
	for _, id := range tot.covers {
		if at, ok := h.x.byID[id]; ok {
			candidates[at] = "linked to it"
		}
	}
	named := h.coveredInReport(tot, c)
	if c.Baseline != nil && c.Baseline.Phase == cairn.Residual {
		out.net = h.x.rec.Reports[tot.report].Publisher
	}
	for at, why := range named {
		candidates[at] = why
	}
	for _, at := range h.byMeasure[measureCode[c.Measure]] {
		if _, have := candidates[at]; !have && h.mayCover(c, out.Period, at) {
			candidates[at] = "of the same place, time and people"
		}
	}
	for _, at := range sortedKeys(candidates) {
		if out.net != "" && h.recordedBy(at, out.net) {
			continue
		}
		held, ok := h.heldIncident(at, c, v)
		if !ok {
			continue
		}
		held.Why = candidates[at]
		_, said := named[at]
		p := h.x.incidents[at].period
		if held.SameRoot && !held.dated && sinceEvent(c) && dayNumber(p.Start)-dayNumber(out.Period.Start) <= soonAfter {
			p.Start = "" // only others date it: the root may count people of the event as well
			held.Period = p
		}
		switch {
		case said, h.surelyInside(c, out.Period, p):
			out.Inside = append(out.Inside, held)
		case p.Overlaps(out.Period):
			out.Astride = append(out.Astride, held)
		}
	}
}

// recordedBy says whether a publisher counts an incident itself: a residual of
// that publisher is what was left after it was taken out.
func (h *holder) recordedBy(at int32, publisher string) bool {
	return slices.ContainsFunc(h.x.incidents[at].parts, func(p part) bool { return h.x.rec.Reports[p.report].Publisher == publisher })
}

// coveredInReport are the incidents whose claims the total's own report says
// it contains.
func (h *holder) coveredInReport(tot total, c *cairn.Claim) map[int32]string {
	out := map[int32]string{}
	rep := &h.x.rec.Reports[tot.report]
	for i := range rep.Claims {
		other := &rep.Claims[i]
		if !slices.Contains(c.RelatedAs(cairn.Covers), other.ID) && !slices.Contains(other.RelatedAs(cairn.OfWhich), c.ID) || other.Measure != c.Measure {
			continue
		}
		if at, ok := h.x.linkedTo[claimKey{tot.report, int32(i)}]; ok {
			out[at] = "the report says that the total contains it"
		}
	}
	return out
}

// mayCover says whether an incident's people may be among those of a total.
func (h *holder) mayCover(c *cairn.Claim, p cairn.Period, at int32) bool {
	inc := &h.x.incidents[at]
	if !inc.period.Known() || !p.Known() || !inc.period.Overlaps(p) {
		return false
	}
	if c.Place == nil || inc.place == 0 || !h.x.placeWithin(*h.x.places[inc.place], *c.Place) {
		return false
	}
	return !h.otherPeople(c, at)
}

// otherPeople says whether an incident's victims are known to be others than
// those of a total: soldiers are not in a total of civilians.
func (h *holder) otherPeople(c *cairn.Claim, at int32) bool {
	if c.Victims == nil || side[c.Victims.Status] == 0 {
		return false
	}
	rows, _ := h.rows(at)
	a, b := h.eval.measureRows(rows, measureCode[c.Measure])
	other := false
	for _, r := range rows[a:b] {
		if s := side[h.x.victims[r.victims].status]; s != 0 && s != side[c.Victims.Status] {
			other = true
		} else if s != 0 {
			return false
		}
	}
	return other
}

// surelyInside says whether an incident happened wholly after what a total
// counts from. On the day of a baseline that is an event ("since the capture")
// an incident may have come before it.
func (h *holder) surelyInside(c *cairn.Claim, covered, p cairn.Period) bool {
	if p.Start == "" || p.End == "" || covered.Start != "" && p.Start < covered.Start || covered.End != "" && p.End > covered.End {
		return false
	}
	return !sinceEvent(c) || p.Start > covered.Start
}

// sinceEvent says whether a total counts from an event that it may leave out
// ("since the capture"): what happened on that day may have come before it. A
// total that counts from a date ("since 9 September") holds that day.
func sinceEvent(c *cairn.Claim) bool {
	b := c.Baseline
	if b == nil || b.IncludesEvent != nil && *b.IncludesEvent {
		return false
	}
	return b.Event != "" || b.Start == "" || b.Text != "" && !isDate(b.Text)
}

// isDate says whether the words of a baseline are a date alone: a few words
// with a number among them.
func isDate(words string) bool {
	const since, day, month, year = 1, 1, 1, 1
	return len(strings.Fields(words)) <= since+day+month+year && strings.ContainsAny(words, "0123456789")
}

// soonAfter is within how many days of an event a count that its speaker does
// not date may reach back over it: first counts of a battle's dead do.
const soonAfter = 3

// heldIncident is an incident's figure as the total's own root gives it, and
// otherwise as the policy does.
func (h *holder) heldIncident(at int32, c *cairn.Claim, v voice) (HeldIncident, bool) {
	rows, all := h.rows(at)
	a, b := h.eval.measureRows(rows, measureCode[c.Measure])
	f := h.figureOf(at, measureCode[c.Measure], rows[a:b], all)
	out := HeldIncident{Incident: h.x.incidents[at].linked.ID, Count: f.asRange(), Period: h.x.incidents[at].period}
	if f.voices == 0 {
		return out, f.claimed
	}
	who := h.x.strings.find(fold(v.label))
	for _, s := range h.eval.voices {
		if s.voice == who && v.label != "" && (s.hasLow || s.hasHigh) {
			out.Count, out.SameRoot = s.asRange(), true
		}
	}
	var behind []claimKey
	for key, w := range h.verdicts(rows[a:b], all) {
		if w == counted && (!out.SameRoot || h.voiceOfClaim(rows[a:b], key) == who) {
			behind = append(behind, key)
			when := h.d.claim(&h.x.rec.Reports[key.report].Claims[key.claim]).Time
			out.dated = out.dated || when != nil && when.Known()
		}
	}
	out.Claims = h.x.refs(behind)
	return out, true
}

func (h *holder) voiceOfClaim(rows []row, key claimKey) int32 {
	for i := range rows {
		if (claimKey{rows[i].report, rows[i].claim}) == key {
			return rows[i].voice
		}
	}
	return 0
}
