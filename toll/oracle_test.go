package toll_test

import (
	"fmt"
	"slices"
	"testing"

	"cairn"
	"cairn/toll"

	"pgregory.net/rapid"
)

// recount makes an incident's figure under cairn's policy the slow way, from
// what docs/methodology.md says and from nothing else: for records whose
// claims stand alone, without relations or victims.
func recount(s *story, li *cairn.LinkedIncident, m cairn.Measure) string {
	type saying struct {
		root      string
		known     bool
		day       string
		low, high int64 // high -1: none
		number    int64 // the one it states; of several that differ the low
		open      bool
		exact     bool
		word      bool
	}
	var all []saying
	for _, in := range li.Reports {
		rep := s.rec.Reports[slices.IndexFunc(s.rec.Reports, func(r toll.Report) bool { return r.ID == in.ID })]
		for _, c := range rep.Claims {
			if c.Measure != m || c.Stance == cairn.Denied || c.Count == nil {
				continue
			}
			v := saying{root: "outlet:" + rep.Publisher, day: string(rep.Published.End), high: -1}
			if root := c.Root(); root != nil {
				v.root, v.known = root.Text, root.Named
				if root.Type == "armed_group" && c.Stance != cairn.Acknowledged {
					continue // a boast
				}
				if root.Type == "armed_group" {
					v.known = false
				}
			} else if rep.Publisher == "outlet 0" {
				v.root, v.known = rep.Publisher, true
			}
			q := c.Count
			switch {
			case q.Text == "dozens":
				v.low, v.open, v.word = 24, true, true
			case q.Text == "several":
				v.low, v.open, v.word = 3, true, true
			case q.Qualifier == cairn.About && *q.Value == 1600:
				v.low, v.high, v.number = 1550, 1649, 1600
			case q.Qualifier == cairn.About:
				v.low, v.high = *q.Value, *q.Value
			default:
				v.low, v.open, v.exact = *q.Low, q.Open(), q.Qualifier == cairn.Exact
				if q.High != nil {
					v.high = *q.High
				}
			}
			if v.number == 0 {
				v.number = v.low
			}
			all = append(all, v)
		}
	}
	keep := func(ok func(saying) bool) {
		if slices.ContainsFunc(all, ok) {
			all = slices.DeleteFunc(all, func(v saying) bool { return !ok(v) })
		}
	}
	keep(func(v saying) bool { return len(v.root) < 7 || v.root[:7] != "outlet:" }) // others speak
	keep(func(v saying) bool { return !v.word })                                    // others give numbers
	latest := map[string]string{}
	for _, v := range all {
		latest[v.root] = max(latest[v.root], v.day)
	}
	all = slices.DeleteFunc(all, func(v saying) bool { return v.day != latest[v.root] })
	round := func(v saying) bool { return v.low == 1550 }
	all = slices.DeleteFunc(slices.Clone(all), func(v saying) bool {
		return round(v) && slices.ContainsFunc(all, func(w saying) bool { return w.root == v.root && w.exact && w.low == 1600 })
	})
	voices := map[string]saying{}
	for _, v := range all {
		w, seen := voices[v.root]
		if !seen {
			voices[v.root] = v
			continue
		}
		if w.low, w.high = min(w.low, v.low), max(w.high, v.high); w.number != v.number {
			w.number = w.low
		}
		w.open, w.exact = w.open || v.open, w.exact || v.exact
		voices[v.root] = w
	}
	if len(voices) == 0 {
		return "none"
	}
	first, low, high, open := true, int64(0), int64(0), false
	votes, known, exact, last := map[int64]int{}, map[int64]int{}, map[int64]int{}, map[int64]string{}
	for _, v := range voices {
		if first || v.low < low {
			low = v.low
		}
		first = false
		high = max(high, v.high, v.low)
		open = open || v.open
		votes[v.number]++
		if v.known {
			known[v.number]++
		}
	}
	// The day breaks ties among voices of one exactness.
	for _, v := range voices {
		if v.exact {
			exact[v.number] = 1
		}
	}
	for _, v := range voices {
		if v.exact == (exact[v.number] == 1) {
			last[v.number] = max(last[v.number], v.day)
		}
	}
	best := int64(-1)
	for n := range votes {
		a := []any{votes[n], known[n], exact[n], last[n], -n}
		b := []any{votes[best], known[best], exact[best], last[best], -best}
		if fmt.Sprintf("%03d%03d%d%s%020d", a[0], a[1], a[2], a[3], a[4].(int64)+1e9) > fmt.Sprintf("%03d%03d%d%s%020d", b[0], b[1], b[2], b[3], b[4].(int64)+1e9) {
			best = n
		}
	}
	return text(cairn.Range{Low: &low, Best: &best, High: &high, Open: open})
}

func TestFiguresAreThoseOfANaiveRecount(t *testing.T) {
	seen := map[string]bool{}
	rapid.Check(t, func(t *rapid.T) {
		s := draw(t)
		for i := range s.rec.Reports {
			for j := range s.rec.Reports[i].Claims {
				c := &s.rec.Reports[i].Claims[j]
				c.Relates, c.Victims = nil, nil
				if c.Count != nil && c.Count.Qualifier == cairn.FewerThan {
					c.Count = nil // the recount does not know upper bounds
				}
			}
		}
		for _, li := range s.links {
			li.Perpetrator = nil
		}
		x := s.index()
		for _, id := range s.order {
			figures, err := x.Figures(id, toll.Query{})
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range []cairn.Measure{cairn.Killed, cairn.Injured, cairn.Captured} {
				got := "none"
				for _, f := range figures {
					if f.Measure == m && f.Low != nil {
						got = text(f.Range)
					}
				}
				if want := recount(s, s.links[id], m); got != want {
					t.Fatalf("incident %s: %s %s, a naive recount gives %s", id, m, got, want)
				}
				seen[got] = true
			}
		}
	})
	if len(seen) < 10 {
		t.Errorf("only %d different figures were compared", len(seen))
	}
}
