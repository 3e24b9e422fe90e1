package link

import (
	"fmt"
	"strconv"
	"strings"

	"cairn"
)

// A told is one claim written short, for tests: what a coder would have made.
type told struct {
	what  string // "killed 56", "killed 45+", "killed >40", "captured 40+", "killed ?", "9+ vehicle_bomb"
	by    string // the root; "" for nobody, "~activists" for speakers without a name
	who   string // "captives", "soldiers", "civilians", "fighters"
	hands string
	where string
	when  string // a day, or day/day
	scope cairn.Scope
	since string // baseline, for cumulative claims
	rel   string // "later:0": the people of claim 0 in a later state
	title bool
	act   string
}

var places = map[string]cairn.Locus{
	"base":    point("Abu al-Duhur air base", "SY", "Idlib", 35.73, 37.10, "near"),
	"foua":    point("Foua", "SY", "Idlib", 36.0, 36.70, "exact"),
	"syria":   {Name: "Syria", Country: "SY", Precision: "country"},
	"idlib":   {Name: "Idlib", Country: "SY", Admin1: "Idlib", Precision: "province"},
	"harbour": point("Beirut", "LB", "Beirut", 33.89, 35.5, "exact"),
}

func point(name, country, admin1 string, lat, lon float64, precision string) cairn.Locus {
	return cairn.Locus{Name: name, Country: country, Admin1: admin1, Lat: &lat, Lon: &lon, Precision: precision}
}

func report(id, date, publisher, agency string, groups ...[]told) cairn.Coded {
	r := cairn.Coded{Report: cairn.Report{ID: id, Date: date, Publisher: publisher, Agency: agency}}
	for g, group := range groups {
		inc := cairn.Incident{Main: g == 0}
		first := len(r.Claims)
		for _, t := range group {
			c := t.claim(id, len(r.Claims), first)
			r.Claims = append(r.Claims, c)
			if single(&c) {
				inc.Claims = append(inc.Claims, c.ID)
			}
		}
		if len(inc.Claims) > 0 {
			r.Incidents = append(r.Incidents, inc)
		}
	}
	return r
}

func claimID(report string, n int) string {
	return "c-" + fmt.Sprintf("%016x", mix(hashString(report), uint64(n)))
}

func (t told) claim(report string, n, first int) cairn.Claim {
	c := cairn.Claim{ID: claimID(report, n), Kind: cairn.Casualty, Scope: t.scope, Act: t.act, Quote: t.what + " in " + report, Span: cairn.Span{n * 10, n*10 + 9}}
	if t.scope == "" {
		c.Scope = cairn.ScopeIncident
	}
	if t.title {
		c.In = "title"
	}
	t.count(&c)
	t.people(&c)
	if t.hands != "" {
		for i, h := range strings.Split(t.hands, "+") {
			if i == 0 {
				c.Perpetrator = &cairn.Party{Actor: h}
			} else {
				c.Perpetrator.With = append(c.Perpetrator.With, cairn.Party{Actor: h})
			}
		}
	}
	if t.where != "" {
		p := places[t.where]
		c.Place = &p
	}
	if t.when != "" {
		p, err := cairn.ParsePeriod(t.when)
		if err != nil {
			panic(err)
		}
		c.Time = &cairn.When{Period: p, Precision: "day"}
	}
	if t.by != "" {
		c.Attribution = []cairn.Speaker{speaker(t.by)}
	}
	if t.since != "" {
		c.Baseline = &cairn.Baseline{Start: cairn.Day(t.since), Event: "the capture of the base"}
	}
	for _, r := range strings.Fields(t.rel) {
		kind, to, _ := strings.Cut(r, ":")
		k, err := strconv.Atoi(to)
		if err != nil {
			panic(err)
		}
		c.Relates = append(c.Relates, cairn.Relation{To: claimID(report, first+k), As: cairn.RelationKind(kind)})
	}
	return c
}

func (t told) count(c *cairn.Claim) {
	verb, n, _ := strings.Cut(t.what, " ")
	if v, err := strconv.ParseInt(strings.TrimRight(verb, "+"), 10, 64); err == nil {
		c.Kind = cairn.Event
		q := cairn.Of(v, cairn.Exact)
		if strings.HasSuffix(verb, "+") {
			q = cairn.Of(v, cairn.AtLeast)
		}
		q.Unit, q.Text = n, verb
		c.Count = &q
		return
	}
	c.Measure = cairn.Measure(verb)
	qualifier := cairn.Exact
	digits := strings.Trim(n, "+>~")
	switch {
	case n == "?" || n == "":
		return
	case strings.HasSuffix(n, "+"):
		qualifier = cairn.AtLeast
	case strings.HasPrefix(n, ">"):
		qualifier = cairn.MoreThan
	case strings.HasPrefix(n, "~"):
		qualifier = cairn.About
	}
	v, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		panic(err)
	}
	q := cairn.Of(v, qualifier)
	q.Unit, q.Text = "person", n
	c.Count = &q
}

func (t told) people(c *cairn.Claim) {
	status := map[string]string{"captives": "armed_forces", "soldiers": "armed_forces", "fighters": "armed_group", "civilians": "civilian", "militia": "pro_government_militia"}[t.who]
	if t.who == "" {
		return
	}
	c.Victims = &cairn.Victims{Words: cairn.Words{Text: t.who}, Status: status}
	if t.who == "captives" {
		c.Victims.Condition = "captive"
	}
}

func speaker(name string) cairn.Speaker {
	types := map[string]string{"~activists": "activist", "Syrian Observatory for Human Rights": "monitor", "the Observatory": "monitor", "SOHR": "monitor",
		"Mohammed Kanaan": "activist", "Jabhat al-Nusra": "armed_group", "UN officials": "un", "Wikipedia": "document"}
	bare := strings.TrimPrefix(name, "~")
	return cairn.Speaker{Words: cairn.Words{Text: bare}, Type: types[name], Named: bare == name}
}
