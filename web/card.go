package web

import (
	"slices"

	"cairn"
	"cairn/record"
)

// claimCard is one claim as every screen shows it: what is said, by whom, in
// which words of which report, and what a person decided.
type claimCard struct {
	cairn.Claim
	Report    string     `json:"report"`
	Publisher string     `json:"publisher,omitempty"`
	Agency    string     `json:"agency,omitempty"`
	Published string     `json:"published,omitempty"`
	Incident  string     `json:"incident,omitempty"`
	Decided   string     `json:"decided,omitempty"` // confirm, reject, correct
	Aside     string     `json:"not_counted,omitempty"`
	Origin    string     `json:"origin,omitempty"`
	Version   int64      `json:"version"`
	Missing   []string   `json:"missing,omitempty"` // fields that a recorder would look for and the text does not give
	Chain     []linkSaid `json:"chain"`
}

// linkSaid is one link of the chain by which a statement reached the reader,
// the root first: who said it to whom.
type linkSaid struct {
	Who  string `json:"who"`
	Type string `json:"type,omitempty"` // of the closed list, or publisher, agency
	As   string `json:"as"`             // speaker, agency, publisher
}

// card lays a claim out.
func (d *desk) card(c cairn.Claim, r record.Report) claimCard {
	card := claimCard{Claim: c, Report: r.Coded.ID, Publisher: r.Coded.Publisher, Agency: r.Coded.Agency, Published: r.Coded.Date,
		Decided: d.decided(c.ID), Version: d.Version(c.ID), Missing: missing(c), Chain: chainOf(c, r.Coded.Report)}
	if in := d.IncidentOf(c.ID); in != nil {
		card.Incident = in.ID
		card.Origin = originOf(in, c.ID)
	}
	return card
}

// chainOf is the chain from the root to the reader.
func chainOf(c cairn.Claim, r cairn.Report) []linkSaid {
	chain := []linkSaid{}
	for _, s := range slices.Backward(c.Attribution) {
		chain = append(chain, linkSaid{speakerLabel(s), s.Type, "speaker"})
	}
	if r.Agency != "" {
		chain = append(chain, linkSaid{Who: r.Agency, As: "agency"})
	}
	if r.Publisher != "" {
		chain = append(chain, linkSaid{Who: r.Publisher, As: "publisher"})
	}
	return chain
}

// missing are the fields without which a claim of harm is hard to place.
func missing(c cairn.Claim) []string {
	if c.Kind != cairn.Casualty || c.Scope == cairn.ScopeBackground {
		return nil
	}
	var out []string
	for _, f := range []struct {
		name   string
		absent bool
	}{
		{"count", c.Count == nil}, {"place", c.Place == nil}, {"time", c.Time == nil || !c.Time.Known()},
		{"perpetrator", c.Perpetrator == nil}, {"attribution", len(c.Attribution) == 0},
	} {
		if f.absent {
			out = append(out, f.name)
		}
	}
	return out
}

// decided is the last word of a person about a thing.
func (d *desk) decided(id string) string {
	verdict := ""
	for _, t := range d.DecisionsAbout(id) {
		if t.UndoneBy != 0 || !slices.Contains(t.Targets, id) {
			continue
		}
		switch t.Verdict {
		case cairn.Confirm, cairn.Reject, cairn.Correct:
			verdict = string(t.Verdict)
		}
	}
	return verdict
}

// originOf is the root that a claim of an incident goes back to.
func originOf(in *cairn.LinkedIncident, claim string) string {
	for _, o := range in.Origins {
		if slices.Contains(o.Claims, claim) {
			return o.Root
		}
	}
	return ""
}
