package toll

import (
	"fmt"

	"cairn"
)

// Record is everything that a figure is derived from. For a query about the
// past the caller gives the links as they stood then; claims and decisions are
// filtered here by their position in the ledger.
type Record struct {
	Reports   []Report
	Linked    []cairn.Linked
	Decisions []cairn.Decision
	Sources   []Source
}

// Report is one report's claims with what is known of the report itself.
type Report struct {
	ID        string
	Publisher string
	Agency    string
	Published cairn.Period
	// Recorded is the report's position in the ledger; 0 means that it was
	// always there.
	Recorded int64
	Claims   []cairn.Claim
}

// ReportOf makes the report of what `cairn code` wrote.
func ReportOf(c cairn.Coded, recorded int64) (Report, error) {
	r := Report{ID: c.ID, Publisher: c.Publisher, Agency: c.Agency, Recorded: recorded, Claims: c.Claims}
	if c.Date == "" {
		return r, nil
	}
	p, err := cairn.ParsePeriod(c.Date)
	if err != nil {
		return r, fmt.Errorf("report %s: %w", c.ID, err)
	}
	r.Published = p
	return r, nil
}

// Source is what the register says of a publisher or a speaker.
type Source struct {
	Name    string `toml:"name"`
	Type    string `toml:"type"`
	Primary bool   `toml:"primary"` // gathers its own information
	Party   bool   `toml:"party"`   // takes part in the conflict
	Reason  string `toml:"reason"`
	Licence string `toml:"licence"` // under what terms its reports came
	Closed  bool   `toml:"closed"`  // which do not let them be given on
}

// Within is containment as the divisions of two places themselves tell it: a
// toll does not ask a gazetteer, whose next version would change past figures.
func Within(inner, outer cairn.Locus) bool {
	if samePlace(inner, outer) || anchoredAt(inner, outer) {
		return true
	}
	name := fold(outer.Name)
	if name == "" {
		name = fold(outer.Text)
	}
	if outer.Country != "" && inner.Country != "" && outer.Country != inner.Country {
		return false
	}
	switch outer.Kind {
	case "country":
		return outer.Country != "" && outer.Country == inner.Country
	case "admin1":
		return inner.Kind != "country" && name != "" && name == fold(inner.Admin1)
	case "admin2":
		return name != "" && name == fold(inner.Admin2) && (outer.Admin1 == "" || fold(outer.Admin1) == fold(inner.Admin1))
	case "admin3":
		return name != "" && name == fold(inner.Admin3) && (outer.Admin1 == "" || fold(outer.Admin1) == fold(inner.Admin1)) &&
			(outer.Admin2 == "" || inner.Admin2 == "" || fold(outer.Admin2) == fold(inner.Admin2))
	case "":
		return name != "" && (name == fold(inner.Country) || inner.Kind != "country" && name == fold(inner.Admin1) || name == fold(inner.Admin2) || name == fold(inner.Admin3))
	}
	return false
}

// anchoredAt says whether a site that no gazetteer has is tied to the place:
// who asks for a town asks for the checkpoint near it too.
func anchoredAt(site, town cairn.Locus) bool {
	return town.ID != "" && len(site.Anchors) == 1 && site.Anchors[0].ID == town.ID
}

// samePlace says whether two loci were taken for one place.
func samePlace(a, b cairn.Locus) bool {
	if a.ID != "" && b.ID != "" {
		return a.ID == b.ID
	}
	if a.Country != "" && b.Country != "" && a.Country != b.Country ||
		a.Admin1 != "" && b.Admin1 != "" && fold(a.Admin1) != fold(b.Admin1) ||
		a.Kind != "" && b.Kind != "" && a.Kind != b.Kind && (isDivision(a.Kind) || isDivision(b.Kind)) {
		return false
	}
	return placeName(a) != "" && placeName(a) == placeName(b)
}

func isDivision(kind string) bool {
	return kind == "country" || kind == "admin1" || kind == "admin2" || kind == "admin3"
}

func placeName(l cairn.Locus) string {
	if l.Name != "" {
		return fold(l.Name)
	}
	return fold(l.Text)
}
