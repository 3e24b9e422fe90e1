package toll

import (
	"cmp"
	"slices"

	"cairn"
)

// row is one claim about one incident, laid out for walking: strings are
// numbers, days are counts. Claims that count nobody have no measure and come
// first: grades hear them. Everything that a policy, a position in the
// ledger or a selection may decide is still open in it.
type row struct {
	incident, report, claim int32 // claim is its place among its report's claims
	voice                   int32
	group, alt              int32 // rows of one group are added; of one alt they say the same thing again
	parent                  int32 // the row that contains these people, or -1
	said, published         int32
	victims                 int32
	words                   int32 // the count's words where a policy has to read them
	accused                 int32 // who is said to have done it
	recorded                int64
	low, high, value        int64
	minusLow, minusHigh     int64 // people of the same report known in a later state
	measure                 uint8
	kind                    voiceKind
	qualifier               uint8
	flags                   flag
}

// flag holds what is known of a row before any policy is asked.
type flag uint32

const (
	hasLow flag = 1 << iota
	hasHigh
	hasValue
	isOpen
	isExact
	isDissent
	isBoast
	isDenied
	isRejected
	isHedged
	otherScope
	noNumber
	minusOpen // an unknown number of them are known in a later state
	isAlleged
	isClaimed
	isAcknowledged
	deniesEvent   // or who the victims were
	deniesAccused // not the event, but who did it
	takesIt       // the perpetrator's own word
)

func (f flag) has(g flag) bool { return f&g != 0 }

// The qualifiers that a policy has to read.
const (
	plainCount uint8 = iota
	aboutCount
	nearlyCount
	wordCount
	pluralCount
)

var qualifierCode = map[cairn.Qualifier]uint8{cairn.About: aboutCount, cairn.Nearly: nearlyCount, cairn.Word: wordCount, cairn.Plural: pluralCount}

// measureCode numbers the measures in the order in which they are shown.
var measureCode = func() map[cairn.Measure]uint8 {
	out := map[cairn.Measure]uint8{}
	for i, m := range cairn.Measures() {
		out[m] = uint8(i + 1)
	}
	return out
}()

// rowsOf lays out the casualty claims of one incident, sorted so that a walk
// meets a measure's voices one after the other and each voice's statements in
// the order in which they were made.
func (x *Index) rowsOf(inc int32, d *decided, rows []row) []row {
	start := len(rows)
	who := originsOf(x.incidents[inc].linked)
	for _, part := range x.incidents[inc].parts {
		rows = x.reportRows(inc, part, who, d, rows)
	}
	mine := rows[start:]
	for i := range mine { // parents are found before sorting and follow their rows
		if mine[i].parent >= 0 {
			mine[i].parent -= int32(start)
		}
	}
	order := make([]int32, len(mine))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int { return compareRows(&mine[a], &mine[b]) })
	place := make([]int32, len(mine))
	for to, from := range order {
		place[from] = int32(to)
	}
	sorted := make([]row, len(mine))
	for to, from := range order {
		sorted[to] = mine[from]
		if p := sorted[to].parent; p >= 0 {
			sorted[to].parent = place[p] + int32(start)
		}
	}
	copy(mine, sorted)
	return rows
}

func compareRows(a, b *row) int {
	return cmp.Or(cmp.Compare(a.measure, b.measure), cmp.Compare(a.voice, b.voice),
		cmp.Compare(a.said, b.said), cmp.Compare(a.published, b.published),
		cmp.Compare(a.report, b.report), cmp.Compare(a.group, b.group), cmp.Compare(a.alt, b.alt), cmp.Compare(a.claim, b.claim))
}

// reportRows appends one report's casualty claims about an incident.
func (x *Index) reportRows(inc int32, part part, who map[string]*cairn.Origin, d *decided, rows []row) []row {
	rep := &x.rec.Reports[part.report]
	start := len(rows)
	published := dayNumber(rep.Published.End)
	for _, at := range part.claims {
		c := d.claim(&rep.Claims[at])
		measure := measureCode[c.Measure]
		if c.Kind != cairn.Casualty {
			measure = 0
		}
		v := voiceIn(who, c, rep, d)
		r := row{incident: inc, report: part.report, claim: at, voice: x.strings.id(fold(v.label)), kind: v.kind, parent: -1,
			group: int32(len(rows)), alt: int32(len(rows)), published: published, said: saidDay(c, published),
			victims: x.victimKey(c.Victims), recorded: rep.Recorded, measure: measure, accused: x.accusedBy(c)}
		r.count(c.Count, x.strings)
		r.flags |= x.flagsOf(inc, c, rep.ID, v.kind, d)
		rows = append(rows, r)
	}
	relateRows(rows[start:], int32(start), rep, d)
	return rows
}

func saidDay(c *cairn.Claim, published int32) int32 {
	if root := c.Root(); root != nil && root.Said != nil {
		if n := dayNumber(root.Said.End); n != 0 {
			return n
		}
	}
	return published
}

func (r *row) count(q *cairn.Quantity, in *interner) {
	if q == nil {
		r.flags |= noNumber
		return
	}
	if q.Low != nil {
		r.low, r.flags = *q.Low, r.flags|hasLow
	}
	if q.High != nil {
		r.high, r.flags = *q.High, r.flags|hasHigh
	}
	if q.Value != nil {
		r.value, r.flags = *q.Value, r.flags|hasValue
	}
	if q.Open() {
		r.flags |= isOpen
	}
	if q.Qualifier == cairn.Exact || q.Qualifier == cairn.None {
		r.flags |= isExact
	}
	r.qualifier = qualifierCode[q.Qualifier]
	if r.qualifier == wordCount {
		r.words = in.id(fold(q.Text))
	}
	if r.flags&(hasLow|hasHigh|hasValue) == 0 && r.qualifier != wordCount && r.qualifier != pluralCount {
		r.flags |= noNumber
	}
}

func (x *Index) flagsOf(inc int32, c *cairn.Claim, report string, kind voiceKind, d *decided) flag {
	var f flag
	if _, no := d.rejected[c.ID]; no {
		f |= isRejected
	}
	if x.incidents[inc].dissents(report, c.ID) {
		f |= isDissent
	}
	if boast(c, kind) {
		f |= isBoast
	}
	if c.Scope != cairn.ScopeIncident && c.Scope != "" {
		f |= otherScope
	}
	if c.Hedged != nil {
		f |= isHedged
	}
	if c.Stance == cairn.Denied {
		f |= map[string]flag{"": deniesEvent, "event": deniesEvent, "status": deniesEvent, "responsibility": deniesAccused}[c.Denies]
	}
	if root := c.Root(); c.Stance == cairn.Claimed && kind == voiceParty && (c.Kind == cairn.Responsibility || root != nil && speaksForPerpetrator(root, c)) {
		f |= takesIt
	}
	return f | map[cairn.Stance]flag{cairn.Denied: isDenied, cairn.Alleged: isAlleged, cairn.Claimed: isClaimed, cairn.Acknowledged: isAcknowledged}[c.Stance]
}

// relateRows sets what the claims of one report say of one another's people:
// parts of a whole, people besides others, and people known in a later state.
// Base is the place of rows[0] among all rows.
func relateRows(rows []row, base int32, rep *Report, d *decided) {
	at := map[string]int{}
	for i := range rows {
		at[rep.Claims[rows[i].claim].ID] = i
	}
	for i := range rows {
		c := d.claim(&rep.Claims[rows[i].claim])
		for _, rel := range c.Relates {
			j, here := at[rel.To]
			if !here || j == i || rows[i].flags.has(isRejected) {
				continue
			}
			relate(rows, i, j, base, rel.As)
		}
	}
	besidesBySide(rows, rep, d)
}

func relate(rows []row, i, j int, base int32, as cairn.RelationKind) {
	same := rows[i].measure == rows[j].measure && rows[i].measure != 0
	switch {
	case as == cairn.OfWhich && same:
		rows[i].parent = base + int32(j)
	case as == cairn.Covers && same && !contains(rows, j, i, base):
		rows[j].parent = base + int32(i)
	case as == cairn.Besides && same && rows[i].voice == rows[j].voice:
		join(rows, rows[i].group, rows[j].group)
	case as == cairn.Restates && same:
		join(rows, rows[i].group, rows[j].group)
		rows[i].alt = rows[j].alt
	case as == cairn.Later && !same && rows[i].measure != 0 && rows[j].measure != 0:
		rows[j].laterState(&rows[i])
	}
}

// contains says whether row outer is, through its parents, already inside inner.
func contains(rows []row, outer, inner int, base int32) bool {
	for n, p := 0, int32(inner); n <= len(rows) && p >= 0; n++ {
		if int(p) == outer {
			return true
		}
		if p = rows[p].parent; p >= 0 {
			p -= base
		}
	}
	return false
}

func join(rows []row, a, b int32) {
	to := min(a, b)
	for i := range rows {
		if rows[i].group == a || rows[i].group == b {
			rows[i].group = to
		}
	}
}

// laterState takes people who are counted in a later state out of this one.
func (r *row) laterState(later *row) {
	if later.flags.has(hasLow) {
		r.minusLow += later.low
	}
	if later.flags.has(hasHigh) {
		r.minusHigh += later.high
	} else {
		r.flags |= minusOpen
	}
}

// besidesBySide joins what one voice says in one report of people of different
// sides: soldiers and civilians of one event are added, because they cannot be
// the same people. Two counts of one side are one thing said twice, unless the
// report itself told them apart.
func besidesBySide(rows []row, rep *Report, d *decided) {
	sides, told := make([]uint8, len(rows)), make([]int32, len(rows))
	size := map[int32]int{}
	for i := range rows {
		told[i] = rows[i].group
		size[told[i]]++
		if v := d.claim(&rep.Claims[rows[i].claim]).Victims; v != nil && rows[i].parent < 0 {
			sides[i] = side[v.Status]
		}
	}
	alone := slices.Clone(sides) // what another count of the same side contradicts stays apart
	pairs(rows, func(i, j int) {
		if sides[i] == 0 || sides[i] != sides[j] || told[i] == told[j] {
			return
		}
		if size[told[i]] > 1 || size[told[j]] > 1 {
			for _, k := range []int{i, j} {
				if size[told[k]] == 1 {
					alone[k] = 0
				}
			}
			return
		}
		rows[i].alt = rows[j].alt
		join(rows, rows[i].group, rows[j].group)
	})
	pairs(rows, func(i, j int) {
		if alone[i] != 0 && alone[j] != 0 && alone[i] != alone[j] {
			join(rows, rows[i].group, rows[j].group)
		}
	})
}

// pairs visits every two rows of one voice and measure, the later one first.
func pairs(rows []row, visit func(i, j int)) {
	for i := range rows {
		for j := range i {
			if rows[i].measure != 0 && rows[i].measure == rows[j].measure && rows[i].voice == rows[j].voice {
				visit(i, j)
			}
		}
	}
}
