package web

import (
	"errors"
	"fmt"
	"net/url"
	"strconv"

	"cairn"
)

// The link queue asks whether two reports tell of one incident. It is blind:
// what the linker thinks is shown only after the person has answered.

// queueLength is how many questions a page of the queue knows of at most.
const queueLength = 200

type queueView struct {
	Shown
	Pair  *pairView  `json:"pair,omitempty"` // the first, without what the linker thinks
	Left  int        `json:"left"`
	Tally []answered `json:"answered"`
	Rest  []queueRow `json:"questions"`
}

// answered counts the answers of one kind that people gave.
type answered struct {
	Verdict cairn.Verdict `json:"verdict"`
	N       int           `json:"n"`
}

// queueRow is one question. What it is worth orders the queue; whether the
// linker has the two together is not said.
type queueRow struct {
	A      string `json:"a"`
	B      string `json:"b"`
	Deaths int64  `json:"deaths"`
}

// pairView is two units side by side.
type pairView struct {
	A      unitView `json:"a"`
	B      unitView `json:"b"`
	Differ []string `json:"differ"` // fields in which they differ, as far as both are known
}

// unitView is what one report says of one incident, for the eye.
type unitView struct {
	ID        string       `json:"id"` // of the claim
	Version   int64        `json:"version"`
	Report    string       `json:"report"`
	Date      string       `json:"date,omitempty"`
	Publisher string       `json:"publisher,omitempty"`
	Title     string       `json:"title,omitempty"`
	Incident  string       `json:"incident,omitempty"`
	Claim     *cairn.Claim `json:"claim,omitempty"`
	Lead      string       `json:"lead,omitempty"` // of the text, where there is no claim
}

func queuePage(q *ask) (page, error) {
	view := &queueView{Shown: q.shown, Tally: q.answers()}
	if q.isPast() {
		return page{}, badField{Field: "as_of", Why: "only_now", Value: q.param("as_of")}
	}
	questions, err := q.server.desks.live.Queue(q.Context(), queueLength)
	if err != nil {
		return page{}, err
	}
	skip := q.number("skip", 0)
	view.Left = len(questions)
	for i, question := range questions {
		view.Rest = append(view.Rest, queueRow{question.A, question.B, question.Deaths})
		if i == min(skip, len(questions)-1) {
			p := q.pair(question.A, question.B, question.ReportA, question.ReportB)
			view.Pair = &p
		}
	}
	return page{name: "queue", view: view, rows: func() sheet {
		out := sheet{head: []string{"a", "b", "deaths_at_stake"}}
		for _, r := range view.Rest {
			out.rows = append(out.rows, []string{r.A, r.B, strconv.FormatInt(r.Deaths, 10)})
		}
		return out
	}}, nil
}

// answers counts what people answered so far.
func (d *desk) answers() []answered {
	n := map[cairn.Verdict]int{}
	for _, one := range d.Decisions {
		n[one.Verdict]++
	}
	var out []answered
	for _, v := range []cairn.Verdict{cairn.Same, cairn.Different, cairn.Unsure} {
		out = append(out, answered{v, n[v]})
	}
	return out
}

// number reads a parameter that is a whole number from 0.
func (q *ask) number(name string, otherwise int) int {
	v := q.param(name)
	if v == "" {
		return otherwise
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < 0 {
		q.fail(badField{Field: name, Why: "not_a_count", Value: v})
		return otherwise
	}
	return n
}

// pair lays two units side by side.
func (d *desk) pair(a, b, reportA, reportB string) pairView {
	p := pairView{A: d.unit(a, reportA), B: d.unit(b, reportB)}
	p.Differ = differing(p.A.Claim, p.B.Claim)
	return p
}

func (d *desk) unit(id, report string) unitView {
	u := unitView{ID: id, Report: report, Version: d.Version(id)}
	if c, _, ok := d.Claim(id); ok {
		u.Claim = &c
		if in := d.IncidentOf(id); in != nil {
			u.Incident = in.ID
		}
	}
	if r, ok := d.Report(report); ok {
		u.Date, u.Publisher, u.Title = r.Coded.Date, r.Coded.Publisher, r.Coded.Title
		if u.Claim == nil {
			u.Lead = beginning(r.Coded.Text, 400)
		}
	}
	return u
}

// beginning is the first characters of a text, up to a word's end.
func beginning(text string, most int) string {
	if len(text) <= most {
		return text
	}
	cut := most
	for cut > 0 && text[cut] != ' ' && text[cut] != '\n' {
		cut--
	}
	if cut == 0 {
		for cut = most; cut > 0 && text[cut]&0xc0 == 0x80; {
			cut--
		}
	}
	return text[:cut] + " …"
}

// differing names the fields in which two claims differ.
func differing(a, b *cairn.Claim) []string {
	if a == nil || b == nil {
		return nil
	}
	var out []string
	add := func(field string, differs bool) {
		if differs {
			out = append(out, field)
		}
	}
	if a.Count != nil && b.Count != nil {
		add("count", fmt.Sprint(bounds(a.Count)) != fmt.Sprint(bounds(b.Count)))
	}
	if a.Place != nil && b.Place != nil {
		add("place", a.Place.ID != b.Place.ID || a.Place.ID == "" && a.Place.Text != b.Place.Text)
	}
	if a.Time != nil && b.Time != nil {
		add("time", a.Time.Period != b.Time.Period)
	}
	if a.Perpetrator != nil && b.Perpetrator != nil {
		add("perpetrator", a.Perpetrator.Actor != b.Perpetrator.Actor)
	}
	add("measure", a.Measure != b.Measure)
	return out
}

func bounds(q *cairn.Quantity) [2]int64 {
	out := [2]int64{-1, -1}
	for i, n := range []*int64{q.Low, q.High} {
		if n != nil {
			out[i] = *n
		}
	}
	return out
}

// whyView is two units with the evidence for and against.
type whyView struct {
	Shown
	Pair  pairView          `json:"pair"`
	Why   cairn.Explanation `json:"why"`
	About []takenView       `json:"decisions,omitempty"`
}

// whyPage is the waterfall of a pair: what each field says for and against.
func whyPage(q *ask) (page, error) {
	a, b := q.PathValue("a"), q.PathValue("b")
	if q.isPast() {
		return page{}, badField{Field: "as_of", Why: "only_now", Value: q.param("as_of")}
	}
	for _, id := range []string{a, b} {
		if q.Version(id) == 0 {
			return page{}, notFound{id}
		}
	}
	why, err := q.server.desks.live.Explain(q.Context(), a, b)
	if err != nil {
		return page{}, errors.Join(notFound{a + ", " + b}, err)
	}
	view := &whyView{Shown: q.shown, Pair: q.pair(why.A, why.B, why.ReportA, why.ReportB), Why: why}
	for _, d := range q.DecisionsAbout(why.A) {
		for _, t := range d.Targets {
			if t == why.B {
				view.About = append(view.About, takenView{d})
			}
		}
	}
	return page{name: "why", about: "", view: view, rows: func() sheet {
		out := sheet{head: []string{"field", "level", "words", "weight", "sum"}}
		for _, e := range why.Evidence {
			out.rows = append(out.rows, []string{e.Field, e.Level, e.Words, strconv.FormatFloat(e.Weight, 'f', 3, 64), strconv.FormatFloat(e.Sum, 'f', 3, 64)})
		}
		return out
	}}, nil
}

// Path is the address of the waterfall of a pair.
func (p pairView) Path() string {
	return "/why/" + url.PathEscape(p.A.ID) + "/" + url.PathEscape(p.B.ID)
}

// Bar is how wide a step of the waterfall is drawn, in per cent of the widest.
func (v *whyView) Bar(e cairn.Evidence) int {
	most := 0.1
	for _, other := range v.Why.Evidence {
		most = max(most, abs(other.Weight))
	}
	return int(100 * abs(e.Weight) / most)
}

func abs(x float64) float64 { return max(x, -x) }
