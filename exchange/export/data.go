package export

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"cairn"
	"cairn/toll"
)

// Stamp is what every figure carries: how it was made, of what this record held
// when, and of what the world could know by when.
type Stamp struct {
	Policy      string    `json:"policy"`                 // name@version
	AsOf        int64     `json:"as_of"`                  // entries of the ledger
	AsOfDay     cairn.Day `json:"as_of_day,omitempty"`    // the day of the last of them
	PublishedBy cairn.Day `json:"published_by,omitempty"` // absent: no bound
}

// Data is a record as it leaves.
type Data struct {
	Stamp
	Reports []Report // in the order of the record
	// Stream hands the reports over one by one, of a record that is not held in
	// memory; Reports has none then, and Terms says under which terms how many
	// reports are.
	Stream iter.Seq2[*Report, error]
	Terms  map[Licence]int
	// Incidents hands over the incidents one by one, each with its figures.
	Incidents iter.Seq2[Incident, error]
	Tolls     toll.Toll
	Control   []toll.Timeline
	// Some makes an incident's figures of some victims only.
	Some func(incident string, victims toll.Selection) ([]toll.Figure, error)
	// Country is the English name of a country by its ISO 3166-1 alpha-2 code.
	Country func(code string) string
}

// each hands the reports over, in the order of the record.
func (d Data) each() iter.Seq2[*Report, error] {
	if d.Stream != nil {
		return d.Stream
	}
	return func(yield func(*Report, error) bool) {
		for i := range d.Reports {
			if !yield(&d.Reports[i], nil) {
				return
			}
		}
	}
}

// terms says how many reports are under which terms.
func (d Data) terms() map[Licence]int {
	if d.Stream != nil {
		return d.Terms
	}
	out := map[Licence]int{}
	for i := range d.Reports {
		out[d.Reports[i].Licence]++
	}
	return out
}

// Report is one report with its claims and what decides whether it may leave.
type Report struct {
	cairn.Coded
	Entry    int64 // of the ledger
	Recorded cairn.Day
	Licence  Licence
	Decided  map[string]string // by claim: confirmed, rejected, corrected
	In       map[string]string // by claim: the incident that it stands in
}

// Licence says under what terms a report's content came.
type Licence struct {
	Source string // whose: the name to ask for
	Terms  string
	Closed bool // may not be given on
}

// Sourced is a claim with the report that it stands in.
type Sourced struct {
	Report *Report
	*cairn.Claim
}

// Incident is one incident with its figures and claims.
type Incident struct {
	cairn.LinkedIncident
	Figures []toll.Figure
	Claims  []Sourced
}

// Figure is the incident's figure of a measure; nil where nobody counts it.
func (inc *Incident) Figure(m cairn.Measure) *toll.Figure {
	for i := range inc.Figures {
		if inc.Figures[i].Measure == m {
			return &inc.Figures[i]
		}
	}
	return nil
}

// Grades are the incident's grades, which all its figures share.
func (inc *Incident) Grades() toll.Grades {
	if len(inc.Figures) == 0 {
		return toll.Grades{Occurrence: toll.Weak, Responsibility: toll.NoGrade, Airwars: toll.Weak, Independence: inc.Independence}
	}
	return inc.Figures[0].Grades
}

// behind are the ids of the claims that a figure rests on.
func behind(f *toll.Figure) []string {
	var out []string
	for _, v := range f.Voices {
		for _, c := range v.Claim {
			out = append(out, c.Claim)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// rootsOf are the independent roots and the unnamed speakers that a figure rests
// on: its voices, and the other roots of their claims where a row lists several.
func (inc *Incident) rootsOf(f *toll.Figure) (known, unnamed []string) {
	add := func(kind, root string) {
		switch kind {
		case "named", "primary":
			known = appendNew(known, root)
		case "unnamed":
			unnamed = appendNew(unnamed, root)
		}
	}
	for _, v := range f.Voices {
		add(v.Kind, v.Root)
		for _, o := range inc.Origins {
			if slices.ContainsFunc(v.Claim, func(c toll.ClaimRef) bool { return slices.Contains(o.Claims, c.Claim) }) && inc.isRow() {
				add(o.Kind, o.Root)
			}
		}
	}
	return known, unnamed
}

func (inc *Incident) isRow() bool { return len(inc.Claims) > 0 && inc.Claims[0].IsRow() }

// counted are the claims that the incident's killed figure rests on; all its
// claims of casualties where there is none. What victims, acts and means an
// incident has is read off these.
func (inc *Incident) counted() []Sourced {
	var ids []string
	if f := inc.Figure(cairn.Killed); f != nil {
		ids = behind(f)
	}
	var out []Sourced
	for _, c := range inc.Claims {
		if c.Kind == cairn.Casualty && (len(ids) == 0 || slices.Contains(ids, c.ID)) {
			out = append(out, c)
		}
	}
	if len(out) == 0 {
		out = inc.Claims
	}
	return out
}

// first is the first value that any of the claims has.
func first(claims []Sourced, value func(*cairn.Claim) string) string {
	for _, c := range claims {
		if v := value(c.Claim); v != "" {
			return v
		}
	}
	return ""
}

func (inc *Incident) act() string {
	return first(inc.counted(), func(c *cairn.Claim) string { return c.Act })
}

func (inc *Incident) means() string {
	return first(inc.counted(), func(c *cairn.Claim) string { return c.Means })
}

// victims are who was harmed, as the counted claims say.
func (inc *Incident) victims() []cairn.Victims {
	var out []cairn.Victims
	for _, c := range inc.counted() {
		if c.Victims != nil {
			out = append(out, *c.Victims)
		}
	}
	return out
}

// reports are the incident's reports, each once, in the order of their claims.
func (inc *Incident) reports() []*Report {
	var out []*Report
	for _, c := range inc.Claims {
		if !slices.Contains(out, c.Report) {
			out = append(out, c.Report)
		}
	}
	return out
}

// roots are the names of those who first said it, each once.
func (inc *Incident) roots() []string {
	var out []string
	for _, c := range inc.Claims {
		for _, name := range rootNames(c.Claim) {
			if !slices.Contains(out, name) {
				out = append(out, name)
			}
		}
	}
	return out
}

func rootNames(c *cairn.Claim) []string {
	root := c.Root()
	if root == nil {
		return nil
	}
	out := []string{root.Label()}
	for _, w := range root.With {
		out = append(out, w.Label())
	}
	return slices.DeleteFunc(out, func(s string) bool { return s == "" })
}

// partyName writes an actor with those that acted with it or may have instead.
func partyName(p *cairn.Party) string {
	if p == nil {
		return ""
	}
	s := cmp.Or(p.Actor, p.Text)
	for i := range p.With {
		s = strings.TrimPrefix(s+" with "+partyName(&p.With[i]), " with ")
	}
	for i := range p.Or {
		s = strings.TrimPrefix(s+" or "+partyName(&p.Or[i]), " or ")
	}
	return s
}

// placeName writes a place with those joint to it.
func placeName(l *cairn.Locus) string {
	if l == nil {
		return ""
	}
	s := cmp.Or(l.Name, l.Text)
	for i := range l.With {
		s += " with " + placeName(&l.With[i])
	}
	for i := range l.Or {
		s += " or " + placeName(&l.Or[i])
	}
	return s
}

// pointOf is the point of one place that is known to be the one meant: several
// places, whether joint or possible, have none, because the point of one of them
// would stand for all.
func pointOf(l *cairn.Locus) (lat, lon *float64) {
	if l == nil || l.Ambiguous || len(l.With)+len(l.Or) > 0 || l.Lat == nil || l.Lon == nil {
		return nil, nil
	}
	return l.Lat, l.Lon
}

// chain writes an attribution, nearest the publisher first: "SANA < military
// source".
func chain(speakers []cairn.Speaker) string {
	var parts []string
	for _, s := range speakers {
		name := s.Label()
		for _, w := range s.With {
			name += " + " + w.Label()
		}
		for _, o := range s.Or {
			name += " or " + o.Label()
		}
		parts = append(parts, name)
	}
	return strings.Join(parts, " < ")
}
