package toll

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"cairn"
)

// Finding is one place where numbers, dates, places or names do not fit. A
// finding warns with its evidence; it never edits anything.
type Finding struct {
	ID        string     `json:"id"`    // stable while its subject is the same: a person can acknowledge it
	Check     string     `json:"check"` // a section of docs/checks.md
	Says      string     `json:"says"`
	Steps     []string   `json:"steps,omitempty"` // the arithmetic
	Claims    []ClaimRef `json:"claims,omitempty"`
	Incidents []string   `json:"incidents,omitempty"`
	// Acknowledged is a person's word that the finding is known and why it
	// stands. Such a finding is still listed.
	Acknowledged *Acknowledged `json:"acknowledged,omitempty"`
}

// Acknowledged is who acknowledged a finding, when and why.
type Acknowledged struct {
	By     string    `json:"by"`
	At     time.Time `json:"at"`
	Reason string    `json:"reason,omitempty"`
}

// Check is one rule with its page in docs/checks.md.
type Check struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	run   func(*checker)
}

// Page is where the check is described.
func (c Check) Page() string { return "docs/checks.md#" + c.ID }

// Checks lists every check, in the order in which findings are shown.
func Checks() []Check {
	return []Check{
		{"total-itemised", "A total, what of it is itemised here and what is not", (*checker).totals},
		{"total-below-parts", "A total below the sum of its parts", (*checker).totalsBelow},
		{"total-as-event", "A running total given as the event", (*checker).totalAsEvent},
		{"breakdown-sum", "A breakdown that does not sum", (*checker).breakdowns},
		{"subset-above-total", "A part above its whole", (*checker).subsets},
		{"low-best-high", "Low above best, or best above high", (*checker).bounds},
		{"same-people-twice", "The same people in two incidents", (*checker).twice},
		{"neighbouring-days", "The same number at the same place on neighbouring days", (*checker).countedTwice},
		{"may-overlap", "Two incidents that may share people", (*checker).overlaps},
		{"two-perpetrators", "One incident with two perpetrators", (*checker).perpetrators},
		{"repeats-otherwise", "A report that disagrees with the statement it repeats", (*checker).dissents},
		{"round-one-root", "A round number that everybody repeats from one root", (*checker).rounds},
		{"date-after-report", "Harm dated after the report that tells of it", (*checker).datesAfter},
		{"date-long-before-report", "Harm dated long before the report that tells of it", (*checker).datesBefore},
		{"place-outside", "A place outside the province said", (*checker).placesOutside},
		{"series-regression", "A running total that goes down", (*checker).regressions},
		{"series-reset", "A counter that starts again", (*checker).resets},
		{"series-step", "A figure that differs from the step of the totals", (*checker).steps},
		{"series-gap", "Days without a figure in a series", (*checker).gaps},
		{"series-stale", "A total that stands still while people are counted", (*checker).stale},
		{"series-parts", "A figure that holds other than new deaths", (*checker).parts},
		{"series-source", "A series whose source changes", (*checker).sources},
		{"series-baselines", "Totals of one root that count from different days", (*checker).baselines},
		{"order-differs", "An order of fallen places that does not fit", (*checker).orders},
	}
}

// CheckNamed returns a check by its id.
func CheckNamed(id string) (Check, error) {
	var ids []string
	for _, c := range Checks() {
		if c.ID == id {
			return c, nil
		}
		ids = append(ids, c.ID)
	}
	return Check{}, fmt.Errorf("there is no check %q: the checks are %s", id, strings.Join(ids, ", "))
}

// checker runs the checks over one query's view of the record.
type checker struct {
	*tally
	id       string
	findings []Finding
	holdings []Holding
	lines    []Series
}

// Check runs every check, or those named.
func (x *Index) Check(q Query, only ...string) ([]Finding, error) {
	for _, id := range only {
		if _, err := CheckNamed(id); err != nil {
			return nil, err
		}
	}
	t, err := x.tally(q)
	if err != nil {
		return nil, err
	}
	c := &checker{tally: t, findings: []Finding{}}
	if c.holdings, err = x.Holdings(q); err != nil {
		return nil, err
	}
	c.lines = t.series()
	for _, check := range Checks() {
		if len(only) == 0 || slices.Contains(only, check.ID) {
			c.id = check.ID
			from := len(c.findings)
			check.run(c)
			slices.SortStableFunc(c.findings[from:], func(a, b Finding) int { return cmp.Or(cmp.Compare(a.Says, b.Says), cmp.Compare(a.ID, b.ID)) })
		}
	}
	return c.findings, nil
}

// found adds a finding with an id made from its check and its subjects, so
// that it stays the same when wording or order changes.
func (c *checker) found(says string, steps []string, claims []ClaimRef, incidents []string) {
	claims, incidents = slices.Clone(claims), slices.Clone(incidents)
	slices.SortFunc(claims, compareRefs)
	slices.Sort(incidents)
	f := Finding{Check: c.id, Says: says, Steps: steps, Claims: slices.Compact(claims), Incidents: slices.Compact(incidents)}
	var subject strings.Builder
	for _, r := range f.Claims {
		fmt.Fprintf(&subject, "%q %q\n", r.Report, r.Claim)
	}
	for _, id := range f.Incidents {
		fmt.Fprintf(&subject, "%q\n", id)
	}
	c.add(f, subject.String())
}

// foundOf adds a finding about something that more claims may come to say: its
// id is made from that, so that what a person acknowledged stays so.
func (c *checker) foundOf(subject any, says string, steps []string, claims []ClaimRef) {
	claims = slices.Clone(claims)
	slices.SortFunc(claims, compareRefs)
	c.add(Finding{Check: c.id, Says: says, Steps: steps, Claims: slices.Compact(claims)}, fmt.Sprintf("%q\n", subject))
}

func compareRefs(a, b ClaimRef) int {
	return cmp.Or(cmp.Compare(a.Report, b.Report), cmp.Compare(a.Claim, b.Claim))
}

func (c *checker) add(f Finding, subject string) {
	h := sha256.New()
	fmt.Fprintln(h, "cairn finding", c.id)
	io.WriteString(h, subject)
	f.ID = "f-" + hex.EncodeToString(h.Sum(nil)[:6])
	if e, ok := c.d.acks[f.ID]; ok {
		f.Acknowledged = &Acknowledged{e.By, e.At, e.Reason}
	}
	c.findings = append(c.findings, f)
}

// eachReport visits the reports known at the time asked for.
func (c *checker) eachReport(visit func(rep *Report, r int32)) {
	for r := range c.x.rec.Reports {
		if rep := &c.x.rec.Reports[r]; c.knows(rep) {
			visit(rep, int32(r))
		}
	}
}

// standing visits the claims of a report that nobody rejected, as corrected.
func (c *checker) standing(rep *Report, visit func(claim *cairn.Claim, at int32)) {
	for i := range rep.Claims {
		cl := c.d.claim(&rep.Claims[i])
		if _, no := c.d.rejected[cl.ID]; !no {
			visit(cl, int32(i))
		}
	}
}
