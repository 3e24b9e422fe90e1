package toll_test

import (
	"strings"

	"cairn"
	"cairn/toll"

	"pgregory.net/rapid"
)

// story builds records in the words of a recorder: who published what, when,
// and what it claims.
type story struct {
	t       rapid.TB
	rec     toll.Record
	links   map[string]*cairn.LinkedIncident
	order   []string
	byClaim map[string]string // claim to report
}

func newStory(t rapid.TB) *story {
	return &story{t: t, links: map[string]*cairn.LinkedIncident{}, byClaim: map[string]string{}}
}

// report adds a report; the claims follow.
func (s *story) report(id, publisher, day string, claims ...cairn.Claim) {
	p, err := cairn.ParsePeriod(day)
	if err != nil {
		s.t.Fatal(err)
	}
	for i := range claims {
		s.byClaim[claims[i].ID] = id
		claims[i].Span = cairn.Span{i * 10, i*10 + 9}
	}
	s.rec.Reports = append(s.rec.Reports, toll.Report{ID: id, Publisher: publisher, Published: p, Recorded: int64(len(s.rec.Reports) + 1), Claims: claims})
}

// incident links claims into one incident.
func (s *story) incident(id, day, actor string, claims ...string) *cairn.LinkedIncident {
	li := &cairn.LinkedIncident{ID: id, Clarity: 1}
	if day != "" {
		p, err := cairn.ParsePeriod(day)
		if err != nil {
			s.t.Fatal(err)
		}
		li.Time = &cairn.When{Period: p}
	}
	if actor != "" {
		li.Perpetrator = &cairn.Party{Actor: actor}
	}
	for _, c := range claims {
		s.put(li, c)
	}
	s.links[id] = li
	s.order = append(s.order, id)
	return li
}

func (s *story) put(li *cairn.LinkedIncident, claim string) {
	rep, ok := s.byClaim[claim]
	if !ok {
		s.t.Fatalf("no claim %s", claim)
	}
	for i := range li.Reports {
		if li.Reports[i].ID == rep {
			li.Reports[i].Claims = append(li.Reports[i].Claims, claim)
			return
		}
	}
	li.Reports = append(li.Reports, cairn.IncidentReport{ID: rep, Claims: []string{claim}})
}

func (s *story) record() toll.Record {
	rec := s.rec
	for _, id := range s.order {
		rec.Linked = append(rec.Linked, cairn.Linked{Type: "incident", LinkedIncident: s.links[id]})
	}
	return rec
}

func (s *story) index() *toll.Index {
	x, err := toll.NewIndex(s.record())
	if err != nil {
		s.t.Fatal(err)
	}
	return x
}

// killed is a claim of people killed in one incident: "45", "45+", "40-45", "~71".
func killed(id, count string, opts ...func(*cairn.Claim)) cairn.Claim {
	c := cairn.Claim{ID: id, Kind: cairn.Casualty, Measure: cairn.Killed, Scope: cairn.ScopeIncident, Stance: cairn.Asserted, Quote: id}
	if count != "" {
		q := quantity(count)
		c.Count = &q
	}
	for _, o := range opts {
		o(&c)
	}
	return c
}

func quantity(s string) cairn.Quantity {
	if v, ok := strings.CutPrefix(s, "~"); ok {
		q, _ := toll.ParseCount(v)
		return cairn.Of(*q.Low, cairn.About)
	}
	if v, ok := strings.CutPrefix(s, "<"); ok {
		q, _ := toll.ParseCount(v)
		return cairn.Of(*q.Low, cairn.FewerThan)
	}
	q, ok := toll.ParseCount(s)
	if !ok {
		return cairn.Quantity{Qualifier: cairn.Word, Text: s}
	}
	q.Text = s
	return q
}

func by(name, kind string) func(*cairn.Claim) {
	return func(c *cairn.Claim) {
		c.Attribution = []cairn.Speaker{{Words: cairn.Words{Text: name}, Type: kind, Named: kind != "activist"}}
	}
}

func bySOHR(c *cairn.Claim) { by("Syrian Observatory for Human Rights", "monitor")(c) }

func said(day string) func(*cairn.Claim) {
	return func(c *cairn.Claim) {
		c.Attribution[len(c.Attribution)-1].Said = &cairn.When{Period: cairn.Period{Start: cairn.Day(day), End: cairn.Day(day)}}
	}
}

func as(m cairn.Measure) func(*cairn.Claim) { return func(c *cairn.Claim) { c.Measure = m } }

func of(status string) func(*cairn.Claim) {
	return func(c *cairn.Claim) { c.Victims = &cairn.Victims{Words: cairn.Words{Text: status}, Status: status} }
}

func doneBy(actor string) func(*cairn.Claim) {
	return func(c *cairn.Claim) { c.Perpetrator = &cairn.Party{Actor: actor} }
}

func stance(s cairn.Stance) func(*cairn.Claim) { return func(c *cairn.Claim) { c.Stance = s } }

func relates(as cairn.RelationKind, to ...string) func(*cairn.Claim) {
	return func(c *cairn.Claim) {
		for _, id := range to {
			c.Relates = append(c.Relates, cairn.Relation{To: id, As: as})
		}
	}
}

func at(l cairn.Locus) func(*cairn.Claim) { return func(c *cairn.Claim) { c.Place = &l } }

func on(day string) func(*cairn.Claim) {
	return func(c *cairn.Claim) {
		p, err := cairn.ParsePeriod(day)
		if err != nil {
			panic(err)
		}
		c.Time = &cairn.When{Period: p}
	}
}

func cumulative(start, event string) func(*cairn.Claim) {
	return func(c *cairn.Claim) {
		c.Scope = cairn.ScopeCumulative
		c.Baseline = &cairn.Baseline{Start: cairn.Day(start), Event: event, Words: cairn.Words{Text: "since " + event}}
		if event == "" {
			c.Baseline.Text = "since " + start
		}
	}
}

func closed(c *cairn.Claim) { c.Scope = cairn.ScopeAggregate }

var (
	airBase = cairn.Locus{Name: "Abu al-Duhur air base", Kind: "airbase", Country: "SY", Admin1: "Idlib", Precision: "near"}
	idlib   = cairn.Locus{Name: "Idlib", Kind: "admin1", Country: "SY", Admin1: "Idlib", Precision: "province"}
	syria   = cairn.Locus{Name: "Syria", Kind: "country", Country: "SY", Precision: "country"}
	hama    = cairn.Locus{Name: "Hama", Kind: "admin1", Country: "SY", Admin1: "Hama", Precision: "province"}
	foua    = cairn.Locus{Name: "Foua", Kind: "town", Country: "SY", Admin1: "Idlib", Precision: "exact"}
	kfarya  = cairn.Locus{Name: "Kfarya", Kind: "town", Country: "SY", Admin1: "Idlib", Precision: "exact"}
)

const (
	nusra = "Jabhat al-Nusra"
	sohr  = "Syrian Observatory for Human Rights"
)

func policy(t rapid.TB, name string) *toll.Policy {
	p, err := toll.PolicyNamed(name)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// text writes a figure as people read it, with its best.
func text(r cairn.Range) string {
	s := toll.RangeText(r)
	if r.Best != nil {
		s += ", best " + toll.RangeText(cairn.Range{Low: r.Best, High: r.Best})
	}
	return s
}
