package cairn

import "strings"

// Claim is one statement in one report by one speaker (or one joint statement
// by several). Claims never change: a correction is a new entry that refers to
// the old one.
type Claim struct {
	ID    string `json:"id"`
	Kind  Kind   `json:"kind"`
	Scope Scope  `json:"scope,omitempty"`
	// In is "title" where the claim stands in the report's title; otherwise it
	// stands in the text. It holds for every span of the claim that does not
	// carry an "in" of its own.
	In string `json:"in,omitempty"`

	Measure     Measure   `json:"measure,omitempty"` // casualty
	Count       *Quantity `json:"count,omitempty"`   // casualty, event
	Victims     *Victims  `json:"victims,omitempty"`
	Perpetrator *Party    `json:"perpetrator,omitempty"`
	Act         string    `json:"act,omitempty"`   // how: "shooting"
	Means       string    `json:"means,omitempty"` // with what: "small_arms"

	Actor  *Party   `json:"actor,omitempty"` // control: who holds or loses; responsibility: who is said to have done it
	Change string   `json:"change,omitempty"`
	Extent string   `json:"extent,omitempty"` // complete or partial, relative to Actor
	From   *Party   `json:"from,omitempty"`
	Except []Locus  `json:"except,omitempty"`
	Order  *Ordinal `json:"order,omitempty"`

	Place    *Locus    `json:"place,omitempty"`
	Time     *When     `json:"time,omitempty"`
	Baseline *Baseline `json:"baseline,omitempty"`

	Attribution []Speaker  `json:"attribution,omitempty"` // nearest the publisher first, root last
	Stance      Stance     `json:"stance,omitempty"`      // the root's
	Denies      string     `json:"denies,omitempty"`
	Hedged      *Words     `json:"hedged,omitempty"` // the publisher's own words of distance
	Relates     []Relation `json:"relates,omitempty"`

	Rule       string  `json:"rule,omitempty"`
	Confidence float64 `json:"confidence,omitempty"`
	Span       Span    `json:"span"` // the sentence or clause that makes the claim
	Quote      string  `json:"quote"`

	Why []Reason `json:"why,omitempty"` // which rule set which field, only where asked for
}

// Words is a stretch of a report and what was read from it.
type Words struct {
	Text  string `json:"text,omitempty"`
	Span  *Span  `json:"span,omitempty"`
	In    string `json:"in,omitempty"`
	Basis Basis  `json:"basis,omitempty"` // absent means stated
}

// Victims is who was harmed, as reported.
type Victims struct {
	Words
	Status      string   `json:"status,omitempty"`    // civilian, armed_forces ...
	Condition   string   `json:"condition,omitempty"` // captive, in_custody ...
	Group       string   `json:"group,omitempty"`     // children, women, journalists ...
	Affiliation string   `json:"affiliation,omitempty"`
	Persons     []Person `json:"persons,omitempty"`
}

// Person is a named or singled-out victim.
type Person struct {
	Name  string `json:"name,omitempty"`
	Span  *Span  `json:"span,omitempty"`
	Age   *int   `json:"age,omitempty"`
	Sex   string `json:"sex,omitempty"`
	Role  string `json:"role,omitempty"`
	State string `json:"state,omitempty"` // a measure
}

// Party is an actor in a claim. With holds joint members ("A and B together"),
// Or the alternatives that the speaker leaves open.
type Party struct {
	Words
	Actor string  `json:"actor,omitempty"` // canonical name in the register of actors
	Type  string  `json:"type,omitempty"`
	With  []Party `json:"with,omitempty"`
	Or    []Party `json:"or,omitempty"`
}

// Locus is where something happened: the words, and the place they were taken
// for with an honest precision. Ambiguous places keep their words and no point.
type Locus struct {
	Words
	Name      string   `json:"name,omitempty"`
	ID        string   `json:"id,omitempty"`
	Kind      string   `json:"kind,omitempty"`
	Country   string   `json:"country,omitempty"` // ISO 3166-1 alpha-2
	Admin1    string   `json:"admin1,omitempty"`  // plain English name
	Admin2    string   `json:"admin2,omitempty"`
	Admin3    string   `json:"admin3,omitempty"`
	Lat       *float64 `json:"lat,omitempty"`
	Lon       *float64 `json:"lon,omitempty"`
	Precision string   `json:"precision,omitempty"`
	Ambiguous bool     `json:"ambiguous,omitempty"`
	Anchors   []Anchor `json:"anchors,omitempty"` // of a site that no gazetteer has: its point is theirs
	With      []Locus  `json:"with,omitempty"`    // joint places, never divided
	Or        []Locus  `json:"or,omitempty"`
}

// Anchor is a place of the gazetteer that a site is tied to: "a checkpoint near
// Nawa" is near it, "the Homs-Palmyra road" between two.
type Anchor struct {
	Relation string `json:"relation"` // near, in, between; named: the site is called after it
	Name     string `json:"name"`
	ID       string `json:"id,omitempty"`
	Kind     string `json:"kind,omitempty"`
}

// When is a time as worded and the days it means. For a cumulative claim it is
// the period covered.
type When struct {
	Words
	Of string `json:"of,omitempty"` // harm (default), death, discovery, documentation
	Period
	Precision string `json:"precision,omitempty"`
	TimeOfDay string `json:"time_of_day,omitempty"` // 21:30, or the word for a part of the day
}

// Speaker is one link of an attribution chain. With holds joint speakers.
type Speaker struct {
	Words
	Type  string    `json:"type,omitempty"`
	Named bool      `json:"named"`
	Actor string    `json:"actor,omitempty"` // canonical name in the register of sources or actors
	Said  *When     `json:"said,omitempty"`
	With  []Speaker `json:"with,omitempty"`
	Or    []Speaker `json:"or,omitempty"`
}

// Baseline is what a cumulative claim counts from.
type Baseline struct {
	Words
	Start         Day    `json:"start,omitempty"`
	Event         string `json:"event,omitempty"`
	IncludesEvent *bool  `json:"includes_event,omitempty"`
	Series        string `json:"series,omitempty"`
	Phase         string `json:"phase,omitempty"`
}

// Residual is the phase of a total from which its maker has already taken what
// the incidents of its own record count: Iraq Body Count's x-entries.
const Residual = "residual"

// Ordinal is "the second of 14 provinces".
type Ordinal struct {
	N    int64  `json:"n"`
	Of   *int64 `json:"of,omitempty"`
	Unit string `json:"unit,omitempty"`
	Text string `json:"text,omitempty"`
	Span *Span  `json:"span,omitempty"`
}

// Relation says what this claim says of the people of another claim in the
// same report.
type Relation struct {
	To string       `json:"to"`
	As RelationKind `json:"as"`
}

// Reason is why a field has its value: the rule and the words it used.
type Reason struct {
	Field string `json:"field"`
	Rule  string `json:"rule"`
	Spans []Span `json:"spans,omitempty"`
}

// Root is the last link of the claim's attribution: who first said it. It is
// nil where nobody is named (an unstated root).
func (c Claim) Root() *Speaker {
	if len(c.Attribution) == 0 {
		return nil
	}
	return &c.Attribution[len(c.Attribution)-1]
}

// Label names the speaker for people and for comparing roots: the canonical
// name where there is one, the words otherwise.
func (s Speaker) Label() string {
	if s.Actor != "" {
		return s.Actor
	}
	return s.Text
}

// Relation returns the ids this claim is related to in the given way.
func (c Claim) RelatedAs(as RelationKind) []string {
	var out []string
	for _, r := range c.Relates {
		if r.As == as {
			out = append(out, r.To)
		}
	}
	return out
}

// RowRule begins the rule of a claim that came as a row of a data set.
const RowRule = "exchange."

// IsRow says whether a claim came as a row of a data set: its makers weighed
// what the row's sources say and told its rows apart.
func (c *Claim) IsRow() bool { return strings.HasPrefix(c.Rule, RowRule) }
