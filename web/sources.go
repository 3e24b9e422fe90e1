package web

import (
	"slices"
	"strconv"
	"strings"

	"cairn/record"
)

// sourcesView is the register of sources.
type sourcesView struct {
	Shown   Shown         `json:"shown"`
	Count   int           `json:"count"`
	Sources []sourceEntry `json:"sources"`
	Next    string        `json:"next,omitempty"`
	Search  string        `json:"-"`
}

func sourcesPage(q *ask) (page, error) {
	as := q.oneOf("as", "publisher", "agency", "root", "registered")
	chosen := filtered(q.known().sources, q.param("q"), func(s sourceEntry) string { return s.fold })
	chosen = slices.DeleteFunc(chosen, func(s sourceEntry) bool { return as != "" && !slices.Contains(s.As, as) })
	rows, next := cut(q, chosen, func(s sourceEntry) string { return s.Name })
	v := &sourcesView{q.shown, len(chosen), rows, next, q.param("q")}
	return page{name: "sources", view: v, next: next, rows: func() sheet {
		t := sheet{head: []string{"source", "as", "types", "reports", "claims", "primary", "party", "reason"}}
		for _, s := range rows {
			t.rows = append(t.rows, []string{s.Name, strings.Join(s.As, "; "), strings.Join(s.Types, "; "), cellOf(s.Reports), cellOf(s.Claims), stated(s, s.Primary), stated(s, s.Party), s.Reason})
		}
		return t
	}}, nil
}

// stated is what people said of a source; nothing where nobody said anything.
func stated(s sourceEntry, is bool) string {
	if !s.Stated {
		return ""
	}
	return strconv.FormatBool(is)
}

// sourceView is one source: what is known of it and what it published or said.
type sourceView struct {
	Shown   Shown          `json:"shown"`
	Source  sourceEntry    `json:"source"`
	Reports []reportLine   `json:"reports"` // that it published, the latest recorded first
	Claims  []claimCard    `json:"claims"`  // that go back to it
	History []record.Taken `json:"history"`
}

func sourcePage(q *ask) (page, error) {
	name := q.PathValue("name")
	i, ok := q.known().sourceAt[name]
	if !ok {
		return page{}, notFound{name}
	}
	v := &sourceView{Shown: q.shown, Source: q.known().sources[i], Reports: []reportLine{}, Claims: []claimCard{}, History: q.DecisionsAbout(name)}
	for i := len(q.Reports) - 1; i >= 0; i-- {
		r := &q.Reports[i]
		if (r.Coded.Publisher == name || r.Coded.Agency == name) && len(v.Reports) < firstMost {
			v.Reports = append(v.Reports, q.reportLine(r))
		}
		for k := range r.Coded.Claims {
			if c := &r.Coded.Claims[k]; len(v.Claims) < firstMost && rootName(c) == name {
				v.Claims = append(v.Claims, q.card(*c, *r))
			}
		}
	}
	return page{name: "source", about: name, view: v, table: q.claimTable(v.Claims)}, nil
}
