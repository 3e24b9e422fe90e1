package web

import (
	"cmp"
	"encoding/base64"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"cairn"
)

// How values are written into the cells of a CSV: plainly, the same in every
// language, and empty where nothing is known.

// placeCells are name, province, country, latitude, longitude and precision.
func placeCells(l *cairn.Locus) []string {
	if l == nil {
		return make([]string, 6)
	}
	return []string{placeLabel(l), l.Admin1, l.Country, coordinate(l.Lat), coordinate(l.Lon), l.Precision}
}

func coordinate(f *float64) string {
	if f == nil {
		return ""
	}
	return strconv.FormatFloat(*f, 'f', -1, 64)
}

// rangeCells are low, best, high and whether the high is open.
func rangeCells(r cairn.Range) []string {
	open := ""
	if r.Open {
		open = "open"
	}
	return []string{cell(r.Low), cell(r.Best), cell(r.High), open}
}

func cell(n *int64) string {
	if n == nil {
		return ""
	}
	return fmt.Sprint(*n)
}

// partyLabel writes a party in one cell; placeLabel and speakerLabel the same.
func partyLabel(p *cairn.Party) string {
	if p == nil {
		return ""
	}
	s := cmp.Or(p.Actor, p.Text)
	for i := range p.With {
		s = joined(s, " with ", partyLabel(&p.With[i]))
	}
	for i := range p.Or {
		s = joined(s, " or ", partyLabel(&p.Or[i]))
	}
	return s
}

func placeLabel(l *cairn.Locus) string {
	if l == nil {
		return ""
	}
	s := cmp.Or(l.Name, l.Text)
	for i := range l.With {
		s = joined(s, " with ", placeLabel(&l.With[i]))
	}
	for i := range l.Or {
		s = joined(s, " or ", placeLabel(&l.Or[i]))
	}
	return s
}

func speakerLabel(s cairn.Speaker) string {
	out := s.Label()
	for _, w := range s.With {
		out = joined(out, " with ", speakerLabel(w))
	}
	for _, o := range s.Or {
		out = joined(out, " or ", speakerLabel(o))
	}
	return out
}

func joined(a, between, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + between + b
}

// partyNames are the names in a party, each by itself.
func partyNames(p *cairn.Party) []string {
	if p == nil {
		return nil
	}
	out := nonEmpty(cmp.Or(p.Actor, p.Text))
	for _, group := range [][]cairn.Party{p.With, p.Or} {
		for i := range group {
			out = append(out, partyNames(&group[i])...)
		}
	}
	return out
}

// cut is the part of a list that a page shows, and the cursor of what follows.
// A cursor names the row that it follows, so that it holds when others move.
func cut[T any](q *ask, list []T, id func(T) string) ([]T, string) {
	from := 0
	if after := q.param("after"); after != "" {
		last, at, err := readCursor(after)
		if err != nil {
			q.fail(badField{Field: "after", Why: "not_a_cursor", Value: after})
			return nil, ""
		}
		from = min(at, len(list))
		if i := slices.IndexFunc(list, func(v T) bool { return id(v) == last }); i >= 0 {
			from = i + 1
		}
	}
	rest := list[from:]
	if n := q.limit(); n < len(rest) {
		return rest[:n], cursor(id(rest[n-1]), from+n)
	}
	return rest, ""
}

func cursor(last string, at int) string {
	return base64.RawURLEncoding.EncodeToString([]byte(fmt.Sprintf("%d|%s", at, last)))
}

func readCursor(s string) (last string, at int, err error) {
	b, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil {
		return "", 0, err
	}
	n, last, _ := strings.Cut(string(b), "|")
	at, err = strconv.Atoi(n)
	if err == nil && at < 0 {
		err = strconv.ErrRange
	}
	return last, at, err
}

func cellOf(n int) string { return strconv.Itoa(n) }
