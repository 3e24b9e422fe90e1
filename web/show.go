package web

import (
	"cmp"
	"fmt"
	"html/template"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"cairn"
)

// How values are put for people. Nothing here decides anything: what is
// unknown is written as unknown, and what a report says is isolated.

// foreign isolates words that are not the server's own, so that a name in
// another script cannot turn the line around it.
func foreign(s string) template.HTML {
	if s == "" {
		return ""
	}
	return "<bdi>" + shownText(s) + "</bdi>"
}

// shownText escapes a text and makes visible what would act on the eye: a
// control that turns the reading order is shown, it does not happen.
func shownText(s string) template.HTML {
	if strings.IndexFunc(s, acts) < 0 {
		return template.HTML(template.HTMLEscapeString(s))
	}
	var b strings.Builder
	for _, r := range s {
		if acts(r) {
			fmt.Fprintf(&b, `<span class="ctl" data-bytes="%d">U+%04X</span>`, utf8.RuneLen(r), r)
			continue
		}
		b.WriteString(template.HTMLEscapeString(string(r)))
	}
	return template.HTML(b.String())
}

// acts says whether a character acts on its surroundings instead of being
// read. The joiners of Persian and Indic scripts are left alone.
func acts(r rune) bool {
	return r != '\n' && r != '\t' && r != '\r' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r) && r != '\u200c' && r != '\u200d')
}

// own is a text of the catalogue.
func own(s string) template.HTML { return template.HTML(template.HTMLEscapeString(s)) }

// html fills a message with pieces that are markup already.
func (l *locale) html(key string, args map[string]template.HTML) template.HTML {
	text := template.HTMLEscapeString(l.message(key)["other"])
	pairs := make([]string, 0, 2*len(args))
	for name, v := range args {
		pairs = append(pairs, "{"+name+"}", string(v))
	}
	return template.HTML(strings.NewReplacer(pairs...).Replace(text))
}

// term is a value of a closed list, in words.
func (l *locale) term(field, value string) string {
	if value == "" {
		return ""
	}
	return l.say("term."+field+"."+value, nil)
}

// dayWords writes a day.
func (l *locale) dayWords(d cairn.Day) string {
	t, ok := d.Time()
	if !ok {
		return string(d)
	}
	return l.say("date.day", map[string]string{"d": strconv.Itoa(t.Day()), "m": l.say("month."+strconv.Itoa(int(t.Month())), nil), "y": strconv.Itoa(t.Year())})
}

// period writes a stretch of days.
func (l *locale) period(p cairn.Period) string {
	switch {
	case !p.Known():
		return l.say("unknown.day", nil)
	case p.Start == p.End:
		return l.dayWords(p.Start)
	case p.Start == "":
		return l.say("date.until", map[string]string{"day": l.dayWords(p.End)})
	case p.End == "":
		return l.say("date.since", map[string]string{"day": l.dayWords(p.Start)})
	}
	return l.say("date.range", map[string]string{"from": l.dayWords(p.Start), "to": l.dayWords(p.End)})
}

// dateWords writes a report's date, as far as it can be read.
func (l *locale) dateWords(date string) string {
	if date == "" {
		return l.say("unknown.day", nil)
	}
	if p, err := cairn.ParsePeriod(date); err == nil && p.Known() {
		return l.period(p)
	}
	return date
}

// when writes a time: its days, or its words where they mean no days.
func (l *locale) when(w *cairn.When) template.HTML {
	switch {
	case w == nil:
		return own(l.say("unknown.day", nil))
	case !w.Known():
		return l.html("date.words", map[string]template.HTML{"words": foreign(w.Text)})
	}
	return own(l.period(w.Period))
}

// rangeWords writes a figure in a sentence: "41 to 56 or more".
func (l *locale) rangeWords(r *cairn.Range) string {
	if r == nil || r.Low == nil && r.High == nil && r.Best == nil {
		return l.say("unknown.number", nil)
	}
	var s string
	switch {
	case r.Low == nil && r.High == nil:
		s = l.number(*r.Best)
	case r.Low == nil:
		s = l.say("range.at_most", map[string]string{"n": l.number(*r.High)})
	case r.High == nil || *r.Low == *r.High:
		s = l.number(*r.Low)
	default:
		s = l.say("range.to", map[string]string{"low": l.number(*r.Low), "high": l.number(*r.High)})
	}
	if r.Open || r.High == nil && r.Low != nil {
		return l.say("range.or_more", map[string]string{"n": s})
	}
	return s
}

// bound is one end of a figure in a cell of its own; unknown is never zero.
func (l *locale) bound(n *int64) string {
	if n == nil {
		return l.say("unknown.bound", nil)
	}
	return l.number(*n)
}

// high is the upper end of a figure, with what it leaves open.
func (l *locale) high(r cairn.Range) string {
	if r.Open && r.High != nil {
		return l.say("range.or_more", map[string]string{"n": l.number(*r.High)})
	}
	return l.bound(r.High)
}

// quantity is a count as worded, or its bounds where the words are gone.
func (l *locale) quantity(q *cairn.Quantity) template.HTML {
	switch {
	case q == nil:
		return own(l.say("unknown.number", nil))
	case q.Text != "":
		return foreign(q.Text)
	case q.Low == nil && q.High == nil && q.Value != nil:
		return own(l.say("range.about", map[string]string{"n": l.number(*q.Value)}))
	}
	return own(l.rangeWords(&cairn.Range{Low: q.Low, High: q.High, Open: q.Open()}))
}

// normalised is what a count was read as, to stand beside its words.
func (l *locale) normalised(q *cairn.Quantity) string {
	switch {
	case q == nil:
		return ""
	case q.Low != nil || q.High != nil:
		return l.rangeWords(&cairn.Range{Low: q.Low, High: q.High, Open: q.Open()})
	case q.Value != nil:
		return l.say("range.about", map[string]string{"n": l.number(*q.Value)})
	}
	return l.say("range.no_bounds", nil)
}

// party names an actor with those that act with it or may have acted instead.
func (l *locale) party(p *cairn.Party) template.HTML {
	if p == nil {
		return own(l.say("unknown.actor", nil))
	}
	out := foreign(cmp.Or(p.Actor, p.Text))
	if out == "" && len(p.With)+len(p.Or) == 0 {
		out = own(l.say("unknown.actor", nil))
	}
	for i := range p.With {
		out = l.join("list.with", out, l.party(&p.With[i]))
	}
	for i := range p.Or {
		out = l.join("list.or", out, l.party(&p.Or[i]))
	}
	return out
}

// join puts two pieces together with a word between them.
func (l *locale) join(key string, a, b template.HTML) template.HTML {
	if a == "" {
		return b
	}
	return l.html(key, map[string]template.HTML{"a": a, "b": b})
}

// place names a place with what it lies in, as far as it is known.
func (l *locale) place(p *cairn.Locus) template.HTML {
	if p == nil {
		return own(l.say("unknown.place", nil))
	}
	name := cmp.Or(p.Name, p.Text)
	out := foreign(name)
	if p.Admin1 != "" && p.Admin1 != name && p.Precision != "province" {
		out = l.join("list.in", out, foreign(p.Admin1))
	}
	if p.Country != "" && p.Precision != "country" {
		out = l.join("list.in", out, own(l.country(p.Country)))
	}
	for i := range p.With {
		out = l.join("list.with", out, l.place(&p.With[i]))
	}
	for i := range p.Or {
		out = l.join("list.or", out, l.place(&p.Or[i]))
	}
	if out == "" {
		return own(l.say("unknown.place", nil))
	}
	return out
}

// speaker names one link of an attribution chain.
func (l *locale) speaker(s cairn.Speaker) template.HTML {
	out := foreign(s.Label())
	for _, w := range s.With {
		out = l.join("list.with", out, l.speaker(w))
	}
	for _, o := range s.Or {
		out = l.join("list.or", out, l.speaker(o))
	}
	return out
}
