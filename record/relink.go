package record

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"cairn"
	"cairn/ledger"
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
	links, err := r.o.Link(s.linkable(), s.Decisions, s.Links)
	if err != nil {
		return false, fmt.Errorf("link: %w", err)
	}
	lines, err := linesOf(links)
	if err != nil {
		return false, err
	}
	err = r.db.Write(ctx, func(t *store.Tx) error {
		last, err := t.Links()
		if err != nil {
			return err
		}
		if slices.EqualFunc(lines, last, func(line []byte, row store.LinkRow) bool { return bytes.Equal(line, row.Data) }) {
			return nil
		}
		changed = true
		seals, err := r.sealLines(t, lines, last)
		if err != nil {
			return err
		}
		l := r.log(t)
		e, err := l.Append(ledger.LinksMade, r.o.Now(), linksPublic{Linker: r.o.Linker, Of: s.Seq}, seals)
		if err != nil {
			return err
		}
		if err := t.ReplaceLinks(linkRows(e.Seq, seals)); err != nil {
			return err
		}
		return l.Sign()
	})
	return changed && err == nil, err
}

// linksPublic is what the entry of a linking shows to anybody.
type linksPublic struct {
	Linker string `json:"linker"`
	Of     int64  `json:"of"` // how many entries were linked
}

// sealLines seals each line by itself, so that a decision can destroy the lines
// about one report and leave the history of all others. A line that the last
// linking had is not sealed again: both entries name one commitment.
func (r *Record) sealLines(t *store.Tx, lines [][]byte, last []store.LinkRow) (map[string]ledger.Seal, error) {
	old := map[string]ledger.Seal{}
	if len(last) > 0 {
		e, err := r.log(t).Read(last[0].Seq)
		if err != nil {
			return nil, err
		}
		parts, err := open(t, e)
		if err != nil {
			return nil, err
		}
		for _, s := range parts {
			if s.Bytes != nil {
				old[string(s.Bytes)] = s
			}
		}
	}
	out := make(map[string]ledger.Seal, len(lines))
	for n, line := range lines {
		s, ok := old[string(line)]
		if !ok {
			s = ledger.NewSeal(line)
		}
		out[lineName(n)] = s
	}
	return out, nil
}

// linkable is what may be linked: reports that were not withheld, without the
// claims that a person rejected or withdrew.
func (s State) linkable() []cairn.Coded {
	var out []cairn.Coded
	for _, r := range s.Reports {
		if r.Withheld != 0 || s.Rejected(r.Coded.ID) {
			continue
		}
		c := r.Coded
		c.Claims = nil
		for _, claim := range r.Coded.Claims {
			if !s.Rejected(claim.ID) {
				c.Claims = append(c.Claims, claim)
			}
		}
		c.Incidents = keepIncidents(r.Coded.Incidents, c.Claims)
		out = append(out, c)
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
			switch d.Verdict {
			case cairn.Reject, cairn.Withdraw:
				rejected = true
			case cairn.Confirm, cairn.Correct:
				rejected = false
			}
		}
	}
	return rejected
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

func linesOf(links []cairn.Linked) ([][]byte, error) {
	out := make([][]byte, 0, len(links))
	for _, l := range links {
		data, err := json.Marshal(l)
		if err != nil {
			return nil, fmt.Errorf("write a link: %w", err)
		}
		out = append(out, data)
	}
	return out, nil
}
