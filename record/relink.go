package record

import (
	"context"
	"errors"
	"fmt"

	"cairn"
	"cairn/store"
)

// Relink links the claims of the record anew and records the outcome, if it
// differs from the last. Decisions are constraints that the linker keeps, and
// the last links are given to it so that ids survive.
func (r *Record) Relink(ctx context.Context) (changed bool, err error) {
	if r.o.Link == nil {
		return false, errors.New("link: the record was opened without a linker")
	}
	s, err := r.Now(ctx)
	if err != nil {
		return false, err
	}
	links, err := r.o.Link(s.Linkable(), s.Decisions, s.Links)
	if err != nil {
		return false, fmt.Errorf("link: %w", err)
	}
	put, err := linesOf(links)
	if err != nil {
		return false, err
	}
	err = r.db.Write(ctx, func(t *store.Tx) error {
		last, err := t.Links()
		if err != nil {
			return err
		}
		change := difference(last, put)
		if changed = !change.empty(); !changed {
			return nil
		}
		l := r.log(t)
		if _, err := r.recordLinks(t, l, s.Seq, change); err != nil {
			return err
		}
		return l.Sign()
	})
	return changed && err == nil, err
}

// Linkable is what may be linked: reports that were not withheld, without the
// claims that a person rejected or withdrew.
func (s State) Linkable() []cairn.Coded {
	out := make([]cairn.Coded, 0, len(s.Reports))
	rejected := rejections(s.Decisions)
	for i := range s.Reports {
		if r := &s.Reports[i]; r.Withheld == 0 && !rejected[r.Coded.ID] {
			out = append(out, linkable(r, func(id string) bool { return rejected[id] }))
		}
	}
	return out
}

// linkable is what may be linked of one report.
func linkable(r *Report, rejected func(id string) bool) cairn.Coded {
	c := r.Coded
	c.Claims = nil
	for _, claim := range r.Coded.Claims {
		if !rejected(claim.ID) {
			c.Claims = append(c.Claims, claim)
		}
	}
	c.Incidents = keepIncidents(r.Coded.Incidents, c.Claims)
	return c
}

// rejections are the ids that people rejected or withdrew, of the decisions
// that stand.
func rejections(standing []cairn.Decision) map[string]bool {
	out := map[string]bool{}
	for _, d := range standing {
		for _, target := range d.Targets {
			out[target] = rejects(d.Verdict, out[target])
		}
	}
	return out
}

// Rejected says whether a person rejected a claim or withdrew a report.
func (s State) Rejected(id string) bool {
	rejected := false
	for _, d := range s.Decisions {
		for _, target := range d.Targets {
			if target != id {
				continue
			}
			rejected = rejects(d.Verdict, rejected)
		}
	}
	return rejected
}

// rejects says whether a thing is rejected after one more decision about it.
func rejects(v cairn.Verdict, before bool) bool {
	switch v {
	case cairn.Reject, cairn.Withdraw:
		return true
	case cairn.Confirm, cairn.Correct:
		return false
	}
	return before
}

// keepIncidents leaves out of a report's incidents the claims that are gone.
func keepIncidents(in []cairn.Incident, claims []cairn.Claim) []cairn.Incident {
	byID := map[string]cairn.Claim{}
	for _, c := range claims {
		byID[c.ID] = c
	}
	var out []cairn.Incident
	for _, inc := range in {
		var ids []string
		var left []cairn.Claim
		for _, id := range inc.Claims {
			if c, ok := byID[id]; ok {
				ids, left = append(ids, id), append(left, c)
			}
		}
		if len(ids) == 0 {
			continue
		}
		if len(ids) != len(inc.Claims) {
			inc.Claims, inc.Figures = ids, cairn.OneReport(left)
		}
		out = append(out, inc)
	}
	return out
}
