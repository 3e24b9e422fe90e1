package link

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"cairn"
)

// kept is what somebody who only sees changes holds for the present lines.
type kept map[string]string

func (k kept) take(t *testing.T, c cairn.LinkChange) {
	t.Helper()
	for _, id := range c.Drop {
		if k[id] == "" {
			t.Errorf("%s was dropped and was not there", id)
		}
		delete(k, id)
	}
	for _, l := range c.Put {
		k[nameOf(l)] = jsonOf(t, l)
	}
}

func nameOf(l cairn.Linked) string {
	if l.LinkedIncident != nil {
		return l.LinkedIncident.ID
	}
	return l.Claim + " " + l.Report
}

func jsonOf(t *testing.T, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// agree holds what changes made against the index, and against a whole run over
// what there is, in every line.
func (k kept) agree(t *testing.T, what string, x *Index, there []cairn.Coded, o Options) {
	t.Helper()
	o.Previous, o.Decisions = x.Linked(), x.o.Decisions
	set, err := New(there, o)
	if err != nil {
		t.Fatal(err)
	}
	lines := set.Linked()
	if have, want := worths(x.Queue(2000)), worths(set.Queue(2000)); !slices.Equal(have, want) {
		t.Fatalf("%s: the queue is worth %v, %v in a whole run", what, have, want)
	}
	now, whole := kept{}, kept{}
	now.take(t, cairn.LinkChange{Put: x.Linked()})
	whole.take(t, cairn.LinkChange{Put: lines})
	for name, other := range map[string]kept{"the index": now, "a whole run": whole} {
		for id, line := range other {
			if k[id] != line {
				t.Fatalf("%s: %s of %s\n%s\nby changes\n%s", what, id, name, line, k[id])
			}
		}
		if len(other) != len(k) {
			t.Fatalf("%s: %d lines in %s, %d by changes", what, len(other), name, len(k))
		}
	}
}

// worths are what the questions about two incidents are worth.
func worths(queue []cairn.Question) (out []string) {
	for _, q := range queue {
		if !q.Together {
			out = append(out, fmt.Sprintf("%.9f", q.Worth))
		}
	}
	slices.Sort(out)
	return out
}

// Whatever comes, is read otherwise, goes and is decided, in whatever order:
// the changes make the same lines as linking everything that is there at once.
func TestChangesMakeWhatAWholeRunMakes(t *testing.T) {
	sets := map[string][]cairn.Coded{"september": september(), "made up": madeUp()}
	if _, err := os.Stat("../../shared/seed/dossier.jsonl"); err == nil {
		sets["dossier"], _ = dossierReports(dossier(t))
	}
	for name, reports := range sets {
		whole, err := New(reports, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for seed := range uint64(4) {
			changeAtRandom(t, fmt.Sprint(name, " ", seed), reports, whole.Frequencies(), rand.New(rand.NewPCG(seed, 7)))
		}
	}
}

func changeAtRandom(t *testing.T, name string, reports []cairn.Coded, f *Frequencies, r *rand.Rand) {
	t.Helper()
	o := Options{Frequencies: f, Primary: primaryOutlet}
	there := map[string]cairn.Coded{}
	for _, c := range reports[:len(reports)/3] {
		there[c.ID] = c
	}
	list := func() (out []cairn.Coded) {
		for _, c := range there {
			out = append(out, c)
		}
		return out
	}
	x, err := NewIndex(list(), o)
	if err != nil {
		t.Fatal(err)
	}
	k := kept{}
	k.take(t, cairn.LinkChange{Put: x.Linked()})
	seq := int64(0)
	for step := range 60 {
		c := reports[r.IntN(len(reports))]
		what := fmt.Sprintf("%s, step %d: ", name, step)
		switch n := r.IntN(11); {
		case n == 10:
			name := fmt.Sprint("outlet ", r.IntN(7))
			what += "register " + name
			was, now := o.Primary, r.IntN(2) == 0
			o.Primary = func(n string) bool { return n == name && now || n != name && was(n) }
			k.take(t, x.Primary(o.Primary, []string{name}))
		case n < 6:
			what += "add " + c.ID
			there[c.ID] = c
			k.take(t, x.Add(c))
		case n < 7 && len(c.Claims) > 0:
			what += "reject a claim of " + c.ID
			c.Claims = slices.Delete(slices.Clone(c.Claims), 0, 1)
			there[c.ID] = c
			k.take(t, x.Add(c))
		case n < 8:
			what += "remove " + c.ID
			delete(there, c.ID)
			k.take(t, x.Remove(c.ID))
		default:
			seq++
			d := slices.Clone(x.o.Decisions)
			if len(d) > 3 || n == 9 && len(d) > 0 {
				d = slices.Delete(d, 0, 1)
			} else {
				d = append(d, decideAtRandom(x, seq, r)...)
			}
			what += "decide " + jsonOf(t, d)
			k.take(t, x.Decide(d))
		}
		k.agree(t, what, x, list(), o)
	}
}

func decideAtRandom(x *Index, seq int64, r *rand.Rand) []cairn.Decision {
	lines := slices.DeleteFunc(x.Linked(), func(l cairn.Linked) bool { return l.LinkedIncident == nil })
	if len(lines) < 2 {
		return nil
	}
	a, b := lines[r.IntN(len(lines))].LinkedIncident, lines[r.IntN(len(lines))].LinkedIncident
	if a == b {
		return nil
	}
	d := cairn.Decision{Seq: seq, By: "a"}
	switch ma, mb := members(a), members(b); r.IntN(5) {
	case 0:
		// A merge of incidents is of the claims that they had then, and a whole
		// run only knows those that they have now: the claims are named.
		d.Verdict, d.Targets = cairn.Merge, append(ma, mb...)
	case 1:
		d.Verdict, d.Targets = cairn.Different, []string{ma[0], ma[len(ma)-1]}
	case 2:
		d.Verdict, d.Targets = cairn.Different, []string{ma[0], mb[0]}
	case 3:
		d.Verdict, d.Targets = cairn.Same, []string{ma[0], mb[0]}
	case 4:
		d.Verdict, d.Targets, d.Fields = cairn.Overlaps, []string{ma[0], mb[0]}, map[string]string{"up_to": "3"}
	}
	return []cairn.Decision{d}
}

// madeUp is incidents told by one to six reports, with totals of provinces.
func madeUp() []cairn.Coded {
	r := rand.New(rand.NewPCG(3, 3))
	reports, _ := synthetic(120, r)
	for i := range reports {
		c := &reports[i]
		c.Publisher = fmt.Sprint("outlet ", i%7)
		c.Claims[0].Place.Admin1 = fmt.Sprint("province ", int(*c.Claims[0].Place.Lat)%3)
		c.Claims[0].Attribution = []cairn.Speaker{{Words: cairn.Words{Text: fmt.Sprint("monitor ", i%4)}, Named: true, Type: "monitor"}}
		if i%4 < 2 { // two outlets print one text
			c.Text = wireText(i - i%4%2)
		}
		switch one := &c.Claims[0]; {
		case i%10 == 3:
			one.Measure, one.Act = cairn.Captured, "abduction"
		case i%10 == 7:
			one.Victims = &cairn.Victims{Condition: "captive"}
			before := *one
			before.ID, before.Measure, before.Victims = before.ID+"b", cairn.Captured, nil
			one.Relates = []cairn.Relation{{To: before.ID, As: cairn.Later}}
			c.Claims = append(c.Claims, before)
			c.Incidents[0].Claims = append(c.Incidents[0].Claims, before.ID)
		}
		if i%9 == 0 {
			total := c.Claims[0]
			total.ID += "t"
			total.Scope = cairn.ScopeAggregate
			total.Place = &cairn.Locus{Name: c.Claims[0].Place.Admin1, Admin1: c.Claims[0].Place.Admin1, Country: "SY", Precision: "province"}
			total.Time = &cairn.When{Period: cairn.Period{Start: c.Claims[0].Time.Start.Add(-20), End: c.Claims[0].Time.Start.Add(20)}}
			c.Claims = append(c.Claims, total)
		}
	}
	return reports
}

// wireText is a text of sixty words that is like no other.
func wireText(n int) string {
	r := rand.New(rand.NewPCG(uint64(n), 11))
	var b strings.Builder
	for range 60 {
		fmt.Fprintf(&b, "word%d ", r.IntN(4000))
	}
	return b.String()
}
