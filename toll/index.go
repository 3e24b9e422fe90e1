package toll

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"sync"

	"cairn"
)

// Index is a record laid out for questions. It is built once and then only
// read, so any number of queries may run at the same time.
type Index struct {
	rec        Record
	now        decided // every decision
	strings    *interner
	victims    []victimKey // 0 is unsaid
	victimIDs  map[victimKey]int32
	incidents  []incident
	names      []string // the incidents' ids, side by side
	rows       []row    // in the order of incidents
	publishers []int32  // of each report
	byReport   map[string]int32
	byID       map[string]int32 // incidents and their aliases
	totals     []total
	lastSeq    int64           // of the last decision
	registered bool            // a decision speaks of a source, so of any voice
	spokenOf   map[string]bool // what any decision speaks of, taken back or not
	joint      [][]heard       // by report: the roots of a data set's row that names several
	views      *views
	room       *sync.Pool // sums to use again
	groupers   *sync.Map  // by dimension, made when asked for
	linkedTo   map[claimKey]int32
	periods    []cairn.Period // the distinct periods of incidents
	parties    []accusedParty // by the numbers of rows; 0 is nobody
	partyIDs   map[string]int32
	places     []*cairn.Locus // the distinct places of incidents; 0 is unsaid
	actors     []*cairn.Party
}

// claimKey names a claim: two outlets that print the same words have claims of
// one id, so the report belongs to the name.
type claimKey struct{ report, claim int32 }

// incident is a linked incident and where its rows lie.
type incident struct {
	linked     *cairn.LinkedIncident
	parts      []part
	start, end int32 // rows
	place      int32
	actor      int32
	when       int32
	act, means int32
	clarity    uint8
	overlaps   bool
	period     cairn.Period
	decided    bool // a decision speaks of one of its claims
	later      []laterState
}

// part is one report's claims about an incident, as places among its claims.
type part struct {
	report int32
	claims []int32
}

// total is a cumulative or aggregate claim of harm.
type total struct {
	report, claim int32
	covers        []string // what linking says it covers
}

// NewIndex lays a record out. It refuses a record that contradicts itself: an
// incident that names a report or claim that is not there.
func NewIndex(rec Record) (*Index, error) {
	x := &Index{rec: rec, now: decisionsAt(rec, 0), strings: newInterner(), victims: make([]victimKey, 1),
		victimIDs: map[victimKey]int32{{}: 0}, byReport: map[string]int32{}, byID: map[string]int32{}, linkedTo: map[claimKey]int32{},
		places: make([]*cairn.Locus, 1), actors: make([]*cairn.Party, 1), parties: make([]accusedParty, 1), partyIDs: map[string]int32{}, spokenOf: map[string]bool{}, views: &views{}, room: &sync.Pool{}, groupers: &sync.Map{}}
	x.sortReports()
	for _, e := range rec.Decisions {
		x.lastSeq = max(x.lastSeq, e.Seq)
		x.registered = x.registered || e.Verdict == cairn.Register
		for _, target := range e.Targets {
			x.spokenOf[target] = true
		}
	}
	for i := range x.rec.Reports {
		id := x.rec.Reports[i].ID
		if _, twice := x.byReport[id]; twice {
			return nil, fmt.Errorf("index the record: report %q is there twice: give each report an id of its own", id)
		}
		x.byReport[id] = int32(i)
		x.publishers = append(x.publishers, x.strings.id(fold(x.rec.Reports[i].Publisher)))
	}
	if err := x.addIncidents(); err != nil {
		return nil, err
	}
	x.addTotals(&x.now)
	for i := range x.incidents {
		inc := &x.incidents[i]
		inc.start = int32(len(x.rows))
		x.rows = x.rowsOf(int32(i), &x.now, x.rows)
		inc.end = int32(len(x.rows))
	}
	x.joint = x.jointRoots()
	x.describeIncidents()
	return x, nil
}

// sortReports puts the reports in one order, whatever order they arrived in.
func (x *Index) sortReports() {
	x.rec.Reports = slices.Clone(x.rec.Reports)
	slices.SortStableFunc(x.rec.Reports, func(a, b Report) int { return cmp.Compare(a.ID, b.ID) })
}

func (x *Index) addIncidents() error {
	var linked []*cairn.LinkedIncident
	for i := range x.rec.Linked {
		if li := x.rec.Linked[i].LinkedIncident; li != nil {
			linked = append(linked, li)
		}
	}
	slices.SortStableFunc(linked, func(a, b *cairn.LinkedIncident) int { return cmp.Compare(a.ID, b.ID) })
	for _, li := range linked {
		if _, twice := x.byID[li.ID]; twice {
			return fmt.Errorf("index the record: incident %q is there twice", li.ID)
		}
		at := int32(len(x.incidents))
		x.byID[li.ID] = at
		inc := incident{linked: li, clarity: uint8(li.Clarity), overlaps: len(li.Overlaps) > 0}
		for _, r := range li.Reports {
			p, err := x.partOf(li.ID, r, at)
			if err != nil {
				return err
			}
			inc.parts = append(inc.parts, p)
		}
		slices.SortStableFunc(inc.parts, func(a, b part) int { return cmp.Compare(a.report, b.report) })
		x.incidents = append(x.incidents, inc)
		x.names = append(x.names, li.ID)
	}
	return nil
}

// partOf finds one report's claims. A claim that an earlier incident already
// holds is left out here and reported by check: nobody counts twice.
func (x *Index) partOf(incident string, r cairn.IncidentReport, at int32) (part, error) {
	rep, ok := x.byReport[r.ID]
	if !ok {
		return part{}, fmt.Errorf("index the record: incident %s names report %q, which is not in the record", incident, r.ID)
	}
	p := part{report: rep}
	for _, id := range r.Claims {
		i := slices.IndexFunc(x.rec.Reports[rep].Claims, func(c cairn.Claim) bool { return c.ID == id })
		if i < 0 {
			return part{}, fmt.Errorf("index the record: incident %s names claim %s of report %q, which is not there", incident, id, r.ID)
		}
		key := claimKey{rep, int32(i)}
		if _, taken := x.linkedTo[key]; taken {
			continue
		}
		x.linkedTo[key] = at
		p.claims = append(p.claims, int32(i))
	}
	slices.Sort(p.claims)
	return p, nil
}

// addTotals gathers the running and closed totals of harm, with what linking
// says that they cover.
func (x *Index) addTotals(d *decided) {
	covers := map[[2]string][]string{}
	for i := range x.rec.Linked {
		if t := x.rec.Linked[i].LinkedTotal; t != nil {
			covers[[2]string{t.Report, t.Claim}] = t.Covers
		}
	}
	for r := range x.rec.Reports {
		rep := &x.rec.Reports[r]
		for i := range rep.Claims {
			c := d.claim(&rep.Claims[i])
			if c.Kind != cairn.Casualty || c.Scope != cairn.ScopeCumulative && c.Scope != cairn.ScopeAggregate {
				continue
			}
			ids, ok := covers[[2]string{rep.ID, c.ID}]
			if !ok {
				ids = covers[[2]string{"", c.ID}]
			}
			x.totals = append(x.totals, total{int32(r), int32(i), ids})
		}
	}
}

// victimKey is who was harmed, as far as figures can be selected by it.
type victimKey struct{ status, condition, group, affiliation string }

func (x *Index) victimKey(v *cairn.Victims) int32 {
	if v == nil {
		return 0
	}
	key := victimKey{v.Status, v.Condition, v.Group, v.Affiliation}
	id, ok := x.victimIDs[key]
	if !ok {
		id = int32(len(x.victims))
		x.victimIDs[key] = id
		x.victims = append(x.victims, key)
	}
	return id
}

func (inc *incident) dissents(report, claim string) bool {
	for i := range inc.linked.Dissent {
		if d := &inc.linked.Dissent[i]; d.Claim == claim && (d.Report == report || d.Report == "") {
			return true
		}
	}
	return false
}

// before is the index with rows as decisions stood at an earlier position:
// only incidents that a decision speaks of are laid out again.
func (x *Index) before(d *decided) (*Index, map[int32][]row) {
	y := *x
	y.strings = &interner{maps.Clone(x.strings.ids), slices.Clone(x.strings.words)}
	y.victims, y.victimIDs = slices.Clone(x.victims), maps.Clone(x.victimIDs)
	y.parties, y.partyIDs = slices.Clone(x.parties), maps.Clone(x.partyIDs)
	y.totals = nil
	y.addTotals(d)
	rows := map[int32][]row{}
	for i := range y.incidents {
		if y.incidents[i].decided || y.registered {
			rows[int32(i)] = y.rowsOf(int32(i), d, nil)
		}
	}
	return &y, rows
}
