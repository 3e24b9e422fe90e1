package cairn

// Linked is one line of `cairn link`: an incident over many reports, or a
// total held against incidents. Exactly one of the two is set.
type Linked struct {
	Type string `json:"type"` // "incident" or "total"
	*LinkedIncident
	*LinkedTotal
}

// LinkedIncident is one incident with the reports and claims that speak of it.
type LinkedIncident struct {
	ID           string           `json:"id"`
	Aliases      []string         `json:"aliases,omitempty"` // ids of incidents that were merged into this one
	Reports      []IncidentReport `json:"reports"`
	Origins      []Origin         `json:"origins,omitempty"`
	Independence Independence     `json:"independence"`
	Place        *Locus           `json:"place,omitempty"`
	Time         *When            `json:"time,omitempty"`
	Perpetrator  *Party           `json:"perpetrator,omitempty"`
	Clarity      int              `json:"clarity,omitempty"`
	Dissent      []Dissent        `json:"dissent,omitempty"`
	Overlaps     []Overlap        `json:"overlaps,omitempty"`
	After        []string         `json:"after,omitempty"` // incidents whose people are here in a later state
	Figures
}

// IncidentReport is one report's part in an incident. Main says that the
// report is chiefly about it.
type IncidentReport struct {
	ID     string   `json:"id"`
	Claims []string `json:"claims"`
	Main   bool     `json:"main,omitempty"`
}

// Origin is the claims about one incident that go back to one root: one voice,
// however many outlets print it. Why says in words how they were recognised.
type Origin struct {
	Root   string   `json:"root"`
	Claims []string `json:"claims"`
	Why    string   `json:"why,omitempty"`
	// Kind is "named", "primary" (an outlet with its own reporters), "unnamed"
	// (adds to the high of independence only), "party" (listed, not counted)
	// or "unstated".
	Kind string `json:"kind,omitempty"`
}

// Independence is how many independent roots an incident has: named roots and
// primary publishers count in both, unnamed speakers in the high only.
type Independence struct {
	Low  int `json:"low"`
	High int `json:"high"`
}

// Dissent is a claim that contradicts the root it repeats: shown with its
// quote, never a bound.
type Dissent struct {
	Claim  string `json:"claim"`
	Report string `json:"report"`
	Field  string `json:"field"` // count, perpetrator, place, time, scope
	Says   string `json:"says"`
	Root   string `json:"root"`
	Quote  string `json:"quote"`
}

// Overlap says that up to so many people may be in both incidents.
type Overlap struct {
	With string `json:"with"`
	UpTo int64  `json:"up_to"`
	Why  string `json:"why,omitempty"`
}

// LinkedTotal is a cumulative or aggregate claim held against the incidents
// that it covers. It is never added to them.
type LinkedTotal struct {
	Claim    string    `json:"claim"`
	Report   string    `json:"report,omitempty"`
	Measure  Measure   `json:"measure,omitempty"`
	Count    *Quantity `json:"count,omitempty"`
	Baseline *Baseline `json:"baseline,omitempty"`
	Covers   []string  `json:"covers,omitempty"`
	Itemised *Range    `json:"itemised,omitempty"`
	Residual *Range    `json:"residual,omitempty"`
}

// Evidence is one step of a waterfall: how two units (what one report says of
// one incident) agree or differ in one field, in words, and what that is worth
// in log-odds.
type Evidence struct {
	Field  string  `json:"field"`
	Level  string  `json:"level"`
	Words  string  `json:"words"`
	Weight float64 `json:"weight"`
	Sum    float64 `json:"sum"` // of this and all before it
}

// Explanation is why two units were put together or kept apart.
type Explanation struct {
	A        string     `json:"a"` // a claim of the one, or its report where it has none
	B        string     `json:"b"`
	ReportA  string     `json:"report_a"`
	ReportB  string     `json:"report_b"`
	Together bool       `json:"together"`
	Score    float64    `json:"score"` // log-odds of the pair
	Mean     float64    `json:"mean"`  // of all pairs between their groups, which decides
	Decided  string     `json:"decided,omitempty"`
	Evidence []Evidence `json:"evidence"`
}

// Question asks a person whether two units tell of one incident.
type Question struct {
	Explanation
	Uncertain float64 `json:"uncertain"` // 1 where the linker cannot tell, 0 where it is sure
	Deaths    int64   `json:"deaths"`    // that a wrong answer counts twice or not at all
	Worth     float64 `json:"worth"`     // the product, which orders the queue
}

// LinkChange is what one step changes in links: the lines that may be other than
// they were, and the ids of the incidents and totals ("claim report") that are
// no more.
type LinkChange struct {
	Put  []Linked
	Drop []string
}
