package toll

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"cairn"
)

// countedTwiceFrom is from how many people on the same number on neighbouring
// days is worth a look: small numbers repeat by chance, town by town.
const countedTwiceFrom = 10

// rowOfSet is what one row of a data set says of one incident.
type rowOfSet struct {
	place, set string
	label      string // of the place
	n          int64
	from, to   int32 // days
	start      cairn.Day
	ref        ClaimRef
	incident   string
}

// countedTwice finds two rows of one data set that give the same number killed
// at the same place on neighbouring days. They may be two acts; or one, which
// one source dated by the day and another by the report. Rows are compared only
// within a data set: across data sets that is what linking is for.
func (c *checker) countedTwice() {
	var rows []rowOfSet
	for i := range c.x.incidents {
		if row, ok := c.rowOfSet(&c.x.incidents[i]); ok {
			rows = append(rows, row)
		}
	}
	slices.SortFunc(rows, func(a, b rowOfSet) int {
		return cmp.Or(cmp.Compare(a.set, b.set), cmp.Compare(a.place, b.place), cmp.Compare(a.n, b.n), cmp.Compare(a.from, b.from), cmp.Compare(a.incident, b.incident))
	})
	var pairs [][2]rowOfSet
	for i := 1; i < len(rows); i++ {
		a, b := rows[i-1], rows[i]
		if a.set == b.set && a.place == b.place && a.n == b.n && b.from-a.to <= 1 && b.from != a.from {
			pairs = append(pairs, [2]rowOfSet{a, b})
		}
	}
	for _, p := range pairs {
		a, b := p[0], p[1]
		others := "no other pair of its kind"
		if len(pairs) > 1 {
			others = plural(len(pairs)-1, "other pair") + " of this kind"
		}
		c.found(fmt.Sprintf("%s has %s killed at %s on %s and again on %s: one act told twice, or two", a.set, number(a.n), a.label, a.start, b.start),
			[]string{others}, []ClaimRef{a.ref, b.ref}, []string{a.incident, b.incident})
	}
}

// rowOfSet reads an incident of which one row of a data set tells.
func (c *checker) rowOfSet(inc *incident) (out rowOfSet, ok bool) {
	if len(inc.parts) != 1 || inc.clarity == 2 {
		return out, false
	}
	rep := &c.x.rec.Reports[inc.parts[0].report]
	if !c.knows(rep) {
		return out, false
	}
	for _, at := range inc.parts[0].claims {
		cl := c.d.claim(&rep.Claims[at])
		if _, no := c.d.rejected[cl.ID]; no || !cl.IsRow() || cl.Measure != cairn.Killed || len(cl.Relates) > 0 || cl.Count == nil || cl.Place == nil || cl.Time == nil {
			continue
		}
		n, stated := statedNumber(cl.Count)
		from, to := dayNumber(cl.Time.Start), dayNumber(cl.Time.End)
		if !stated || n < countedTwiceFrom || from == 0 || to < from || to-from > 6 || !town(cl.Place) {
			continue
		}
		place := fold(cl.Place.Name) + "|" + fold(cl.Place.Admin1)
		if cl.Place.Lat != nil && cl.Place.Lon != nil { // a town is its point: names repeat
			place += fmt.Sprintf("|%.2f|%.2f", math.Round(*cl.Place.Lat*100)/100, math.Round(*cl.Place.Lon*100)/100)
		}
		return rowOfSet{place: place, label: cl.Place.Name, set: publisherOf(rep), n: n, from: from, to: to, start: cl.Time.Start, ref: ClaimRef{rep.ID, cl.ID}, incident: inc.linked.ID}, true
	}
	return out, false
}

// statedNumber is the best of a data set, or its one number.
func statedNumber(q *cairn.Quantity) (int64, bool) {
	switch {
	case q.Value != nil:
		return *q.Value, true
	case q.Low != nil && q.High != nil && *q.Low == *q.High:
		return *q.Low, true
	}
	return 0, false
}

// town says whether a place is known finely enough to be the same place twice.
func town(l *cairn.Locus) bool {
	return l.Name != "" && (l.Precision == "exact" || l.Precision == "near")
}
