package toll

import (
	"slices"
	"strconv"
	"strings"

	"cairn"
)

// decided is what people's decisions say up to a position of the ledger.
type decided struct {
	rejected map[string]cairn.Decision
	correct  map[string][]cairn.Decision
	grades   map[string]cairn.Decision
	acks     map[string]cairn.Decision
	sources  map[string]Source // by folded name, the register with what decisions added
}

// decisionsAt reads the decisions up to a position; 0 reads all. A decision
// that was taken back by a later one, itself not taken back, is as if it had
// not been made.
func decisionsAt(rec Record, asOf int64) decided {
	d := decided{map[string]cairn.Decision{}, map[string][]cairn.Decision{}, map[string]cairn.Decision{}, map[string]cairn.Decision{}, map[string]Source{}}
	for _, s := range rec.Sources {
		d.sources[fold(s.Name)] = s
	}
	known := make([]cairn.Decision, 0, len(rec.Decisions))
	for _, e := range rec.Decisions {
		if asOf == 0 || e.Seq <= asOf {
			known = append(known, e)
		}
	}
	slices.SortStableFunc(known, func(a, b cairn.Decision) int { return int(a.Seq - b.Seq) })
	undone := map[string]bool{}
	for _, e := range slices.Backward(known) {
		if e.Verdict == cairn.Undo && !undone[strconv.FormatInt(e.Seq, 10)] {
			for _, t := range e.Targets {
				undone[t] = true
			}
		}
	}
	for _, e := range known {
		if e.Seq != 0 && undone[strconv.FormatInt(e.Seq, 10)] {
			continue
		}
		d.take(e)
	}
	return d
}

func (d *decided) take(e cairn.Decision) {
	for _, t := range e.Targets {
		switch e.Verdict {
		case cairn.Reject:
			d.rejected[t] = e
		case cairn.Confirm:
			delete(d.rejected, t)
		case cairn.Correct:
			d.correct[t] = append(d.correct[t], e)
		case cairn.GradeIt:
			d.grades[t] = e
		case cairn.Ack:
			d.acks[t] = e
		case cairn.Register:
			s := d.sources[fold(t)]
			s.Name = t
			for field, value := range e.Fields {
				switch field {
				case "primary":
					s.Primary = value == "true"
				case "party":
					s.Party = value == "true"
				case "type":
					s.Type = value
				}
			}
			d.sources[fold(t)] = s
		}
	}
}

// claim applies the corrections of a claim, in the order they were made. The
// claim itself is not touched.
func (d *decided) claim(c *cairn.Claim) *cairn.Claim {
	list := d.correct[c.ID]
	if len(list) == 0 {
		return c
	}
	out := *c
	for _, e := range list {
		for _, field := range sortedKeys(e.Fields) {
			correctField(&out, field, e.Fields[field])
		}
	}
	return &out
}

// correctField sets one field that a person corrected. A field that figures do
// not depend on is left alone: it is shown from the decision.
func correctField(c *cairn.Claim, field, value string) {
	switch field {
	case "count":
		if q, ok := ParseCount(value); ok {
			q.Text = value
			c.Count = &q
		}
	case "measure":
		c.Measure = cairn.Measure(value)
	case "scope":
		c.Scope = cairn.Scope(value)
	case "stance":
		c.Stance = cairn.Stance(value)
	case "perpetrator":
		c.Perpetrator = nil
		if value != "" {
			c.Perpetrator = &cairn.Party{Actor: value}
		}
	case "victims.status", "victims.group", "victims.condition", "victims.affiliation":
		v := cairn.Victims{}
		if c.Victims != nil {
			v = *c.Victims
		}
		*map[string]*string{"victims.status": &v.Status, "victims.group": &v.Group,
			"victims.condition": &v.Condition, "victims.affiliation": &v.Affiliation}[field] = value
		c.Victims = &v
	case "time":
		if p, err := cairn.ParsePeriod(value); err == nil {
			w := cairn.When{}
			if c.Time != nil {
				w = *c.Time
			}
			w.Period, w.Precision = p, ""
			c.Time = &w
		}
	}
}

// ParseCount reads a corrected count: "45", "45+", "45-56".
func ParseCount(s string) (cairn.Quantity, bool) {
	s = strings.ReplaceAll(strings.TrimSpace(s), ",", "")
	if open, ok := strings.CutSuffix(s, "+"); ok {
		n, err := strconv.ParseInt(open, 10, 64)
		return cairn.Of(n, cairn.AtLeast), err == nil && n >= 0
	}
	if a, b, ok := strings.Cut(s, "-"); ok {
		low, err1 := strconv.ParseInt(a, 10, 64)
		high, err2 := strconv.ParseInt(b, 10, 64)
		return cairn.OfRange(low, high), err1 == nil && err2 == nil && low >= 0 && low <= high
	}
	n, err := strconv.ParseInt(s, 10, 64)
	return cairn.Of(n, cairn.Exact), err == nil && n >= 0
}
