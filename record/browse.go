package record

import (
	"context"
	"iter"
	"time"

	"cairn"
	"cairn/store"
)

// Browse is the present state of a record, read in parts while the record stays
// as it is: for whoever hands on what is too large to be held as a whole. It may
// be used by one goroutine at a time; the parts it gives by any.
type Browse struct {
	t         *store.Tx
	Seq       int64     // number of entries
	Last      time.Time // of the last entry that brought a report or a decision
	All       []cairn.Decision
	Decisions []cairn.Decision // those that stand
	Incidents int
	Totals    int
	rejected  map[string]bool
}

// Browse calls f with the present state; it holds until f returns.
func (r *Record) Browse(ctx context.Context, f func(*Browse) error) error {
	return r.db.Read(ctx, func(t *store.Tx) error {
		b := &Browse{t: t}
		decisions, err := t.Decisions()
		if err != nil {
			return err
		}
		if b.All, err = decisionsOf(decisions); err != nil {
			return err
		}
		b.Decisions = standing(b.All)
		b.rejected = rejections(b.Decisions)
		if b.Seq, err = t.Size(); err != nil {
			return err
		}
		if b.Incidents, b.Totals, err = t.CountLinks(); err != nil {
			return err
		}
		at, err := t.LastReport()
		if err != nil {
			return err
		}
		if at > 0 {
			b.Last = time.UnixMilli(at).UTC()
		}
		for _, d := range b.All {
			if d.At.After(b.Last) {
				b.Last = d.At
			}
		}
		return f(b)
	})
}

// Came is where reports come from: who published them, and what read them.
type Came struct{ Publisher, Reader string }

// Came counts the reports that stand by where they come from.
func (b *Browse) Came() (map[Came]int, error) {
	out := map[Came]int{}
	err := b.t.EachReport(func(id, publisher, reader string) {
		if !b.rejected[id] {
			out[Came{publisher, reader}]++
		}
	})
	return out, err
}

// Part is some of a record's reports and incidents.
type Part struct {
	b    *Browse
	rows rows
}

// State reads a part as if there were nothing else but the decisions.
func (p Part) State() (State, error) { return stateWith(p.b.Seq, p.rows, p.b.All, p.b.Decisions) }

// ByIncident gives the incidents in the order of their first day, so many in a
// part, each with the reports that it is made of.
func (b *Browse) ByIncident(size int) iter.Seq2[Part, error] {
	return func(yield func(Part, error) bool) {
		var ids []string
		going := true
		hand := func() {
			p, err := b.incidents(ids)
			going, ids = yield(p, err) && err == nil, ids[:0]
		}
		err := b.t.EachIncident(func(id string) bool {
			if ids = append(ids, id); len(ids) == size {
				hand()
			}
			return going
		})
		if err == nil && going && len(ids) > 0 {
			hand()
		}
		if err != nil && going {
			yield(Part{}, err)
		}
	}
}

func (b *Browse) incidents(ids []string) (p Part, err error) {
	p.b = b
	if p.rows.links, err = b.t.LinksNamed(ids); err != nil {
		return p, err
	}
	seen := map[string]bool{}
	var reports []string
	for _, row := range p.rows.links {
		var l struct {
			Reports []struct {
				ID string `json:"id"`
			} `json:"reports"`
		}
		if err := parse("a link", row.Data, &l); err != nil {
			return p, err
		}
		for _, r := range l.Reports {
			if !seen[r.ID] {
				seen[r.ID] = true
				reports = append(reports, r.ID)
			}
		}
	}
	p.rows.reports, err = b.t.ReportsNamed(reports)
	return p, err
}

// ByReport gives the reports in the order in which they were added, so many in a
// part.
func (b *Browse) ByReport(size int) iter.Seq2[Part, error] {
	return func(yield func(Part, error) bool) {
		for from := int64(0); ; {
			reports, err := b.t.ReportsFrom(from, size)
			if err != nil {
				yield(Part{}, err)
				return
			}
			some := rows{reports: reports}
			if len(reports) == 0 || !yield(Part{b, some}, nil) {
				return
			}
			from = reports[len(reports)-1].Seq + 1
		}
	}
}
