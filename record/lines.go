package record

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"cairn"
	"cairn/ledger"
	"cairn/store"
)

// line is one line of a linking: what it tells of, and its bytes.
type line struct {
	id, kind string
	data     []byte
}

// lineID names what a line tells of: an incident, or a total of one report.
func lineID(l cairn.Linked) string {
	switch {
	case l.LinkedIncident != nil:
		return l.LinkedIncident.ID
	case l.LinkedTotal != nil:
		return l.Claim + " " + l.Report
	}
	return ""
}

func lineOf(l cairn.Linked) (line, error) {
	data, err := json.Marshal(l)
	if err != nil {
		return line{}, fmt.Errorf("write the link of %s: %w", lineID(l), err)
	}
	return line{lineID(l), l.Type, data}, nil
}

// linesOf writes links as lines, one for each thing that is told of.
func linesOf(links []cairn.Linked) ([]line, error) {
	out := make([]line, 0, len(links))
	seen := make(map[string]bool, len(links))
	for _, l := range links {
		one, err := lineOf(l)
		if err != nil {
			return nil, err
		}
		if !seen[one.id] {
			seen[one.id] = true
			out = append(out, one)
		}
	}
	return out, nil
}

// lineChange is what a linking changes: the lines that are new or other than
// they were, and the ids of those that are no more.
type lineChange struct {
	put  []line
	drop []string
}

func (c lineChange) empty() bool { return len(c.put) == 0 && len(c.drop) == 0 }

// difference is what makes the last lines into others.
func difference(last []store.LinkRow, want []line) (c lineChange) {
	had := make(map[string][]byte, len(last))
	for _, row := range last {
		had[row.ID] = row.Data
	}
	for _, l := range want {
		if data, ok := had[l.id]; !ok || !bytes.Equal(data, l.data) {
			c.put = append(c.put, l)
		}
		delete(had, l.id)
	}
	c.drop = slices.Sorted(maps.Keys(had))
	return c
}

// recordChange records what a linker says may have changed, and did.
func (r *Record) recordChange(t *store.Tx, l ledger.Log, change cairn.LinkChange) error {
	var c lineChange
	for _, one := range change.Put {
		made, err := lineOf(one)
		if err != nil {
			return err
		}
		had, err := t.Link(made.id)
		if err != nil {
			return err
		}
		if !bytes.Equal(had.Data, made.data) {
			c.put = append(c.put, made)
		}
	}
	for _, id := range change.Drop {
		had, err := t.Link(id)
		if err != nil {
			return err
		}
		if had.Line != "" {
			c.drop = append(c.drop, id)
		}
	}
	if c.empty() {
		return nil
	}
	size, err := t.Size()
	if err != nil {
		return err
	}
	_, err = r.recordLinks(t, l, size, c)
	return err
}

// linksPublic is what the entry of a linking shows to anybody. Gone names, by
// their commitments, the lines of earlier entries that hold no more: replaced
// by one of this entry, or dropped. An entry without Changes is of the form
// that earlier programs wrote: its lines are all there are.
type linksPublic struct {
	Linker  string   `json:"linker"`
	Of      int64    `json:"of"` // how many entries were linked
	Changes bool     `json:"changes,omitempty"`
	Gone    []string `json:"gone,omitempty"`
}

// recordLinks writes one entry with the lines that a linking changed. Each line
// is sealed by itself, so that a decision can destroy the lines about one
// report and leave the history of all others.
func (r *Record) recordLinks(t *store.Tx, l ledger.Log, of int64, c lineChange) (seq int64, err error) {
	public := linksPublic{Linker: r.o.Linker, Of: of, Changes: true}
	retire := func(id string) error {
		was, err := t.Link(id)
		if was.Line != "" {
			public.Gone = append(public.Gone, was.Line)
		}
		return err
	}
	seals := make(map[string]ledger.Seal, len(c.put))
	for n, one := range c.put {
		if err := retire(one.id); err != nil {
			return 0, err
		}
		seals[lineName(n)] = ledger.NewSeal(one.data)
	}
	for _, id := range c.drop {
		if err := retire(id); err != nil {
			return 0, err
		}
		if err := t.DropLink(id); err != nil {
			return 0, err
		}
	}
	e, err := l.Append(ledger.LinksMade, r.o.Now(), public, seals)
	if err != nil {
		return 0, err
	}
	for n, one := range c.put {
		row := store.LinkRow{ID: one.id, Type: one.kind, Seq: e.Seq, Line: e.Sealed[lineName(n)], Data: one.data}
		if err := t.PutLink(row); err != nil {
			return 0, err
		}
	}
	return e.Seq, nil
}

// lineName names a line of a linking among the sealed parts of its entry.
func lineName(n int) string { return fmt.Sprintf("line %08d", n) }

// lineage is the lines that hold, as commitments, and the entry of each.
type lineage map[string]lineAt

type lineAt struct {
	seq  int64
	name string
}

// follow reads one more linking.
func (held lineage) follow(e ledger.Entry) error {
	var p linksPublic
	if err := json.Unmarshal(e.Public, &p); err != nil {
		return &ledger.Damage{Item: fmt.Sprintf("entry %d", e.Seq), What: "does not say what it links: " + err.Error()}
	}
	for _, gone := range p.Gone {
		delete(held, gone)
	}
	if !p.Changes {
		still := make(map[string]bool, len(e.Sealed))
		for _, line := range e.Sealed {
			still[line] = true
		}
		maps.DeleteFunc(held, func(line string, _ lineAt) bool { return !still[line] })
	}
	for name, line := range e.Sealed {
		if _, ok := held[line]; !ok {
			held[line] = lineAt{e.Seq, name}
		}
	}
	return nil
}

// rows are the lines that hold and that no decision destroyed.
func (held lineage) rows(t *store.Tx) (out []store.LinkRow, err error) {
	seen := make(map[string]bool, len(held))
	for _, commitment := range slices.Sorted(maps.Keys(held)) {
		at := held[commitment]
		s, err := part(t, at.seq, at.name, commitment)
		if err != nil {
			return nil, err
		}
		if s.Bytes == nil {
			continue
		}
		var l cairn.Linked
		if err := json.Unmarshal(s.Bytes, &l); err != nil {
			return nil, &ledger.Damage{Item: fmt.Sprintf("the %s of entry %d", at.name, at.seq), What: "is no line of a linking: " + err.Error()}
		}
		row := store.LinkRow{ID: lineID(l), Type: l.Type, Seq: at.seq, Line: commitment, Data: s.Bytes}
		if !seen[row.ID] {
			seen[row.ID] = true
			out = append(out, row)
		}
	}
	slices.SortFunc(out, func(a, b store.LinkRow) int { return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.ID, b.ID)) })
	return out, nil
}
