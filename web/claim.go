package web

import (
	"strconv"

	"cairn"
	"cairn/record"
)

// claimView is one claim down to its bytes, with what stands around it.
type claimView struct {
	Shown    Shown              `json:"shown"`
	Claim    claimCard          `json:"claim"`
	Carriers []reportLine       `json:"carriers"` // copies of one text have the same claims
	Related  []relatedClaim     `json:"related,omitempty"`
	Total    *cairn.LinkedTotal `json:"total,omitempty"`
	History  []record.Taken     `json:"history"`
	Parts    *chart             `json:"-"` // the figure that it is a part of, or is broken down into
}

// relatedClaim is a claim of the same report and what it says of the people of
// the other.
type relatedClaim struct {
	As    cairn.RelationKind `json:"as"`
	To    bool               `json:"to"` // this claim says it of the other; otherwise the other of this
	Claim claimCard          `json:"claim"`
}

func claimPage(q *ask) (page, error) {
	id := q.PathValue("id")
	c, r, ok := q.Claim(id)
	if !ok {
		return page{}, notFound{id}
	}
	v := &claimView{Shown: q.shown, Claim: q.card(c, r), Carriers: []reportLine{}, Total: q.Total(id), History: q.DecisionsAbout(id)}
	for _, carrier := range q.Carriers(id) {
		v.Carriers = append(v.Carriers, q.reportLine(&carrier))
	}
	for _, other := range r.Coded.Claims {
		for _, rel := range c.Relates {
			if rel.To == other.ID {
				v.Related = append(v.Related, relatedClaim{rel.As, true, q.card(other, r)})
			}
		}
		for _, rel := range other.Relates {
			if rel.To == c.ID {
				v.Related = append(v.Related, relatedClaim{rel.As, false, q.card(other, r)})
			}
		}
	}
	if q.form == asHTML {
		v.Parts = q.breakdownOf(&c, &r)
	}
	return page{name: "claim", about: c.ID, view: v,
		table: q.claimTable([]claimCard{v.Claim}),
		place: func() features {
			f := newFeatures()
			f.add(c.ID, c.Place, map[string]any{"kind": c.Kind, "quote": c.Quote})
			return f
		}}, nil
}

// Percent is the coder's confidence in hundredths.
func (v *claimView) Percent() int { return int(v.Claim.Confidence*100 + .5) }

// Part is the key of the part of the report that the claim stands in.
func (v *claimView) Part() string {
	if v.Claim.In == "title" {
		return "claim.part_title"
	}
	return "claim.part_text"
}

// From and To are the bytes of the quote.
func (v *claimView) From() string { return strconv.Itoa(v.Claim.Span[0]) }

// To is where the quote ends.
func (v *claimView) To() string { return strconv.Itoa(v.Claim.Span[1]) }

// ByPerson says whether a person made the claim.
func (v *claimView) ByPerson() bool { return v.Claim.Rule == "person" }
