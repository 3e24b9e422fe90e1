package web

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"cairn/record"
)

// desks hands out the record as it is, and as it was at the points of its
// ledger that were last asked for.
type desks struct {
	record *record.Record
	live   *record.Live

	folds folds

	mu   sync.Mutex
	now  *desk
	past []*desk // the latest asked for first
}

// keptPasts is how many past states are kept laid out.
const keptPasts = 4

func openDesks(ctx context.Context, r *record.Record) (*desks, error) {
	live, err := r.Live(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the record: %w", err)
	}
	return &desks{record: r, live: live, folds: folds{by: map[foldKey]string{}}}, nil
}

// at is the record at a point: a day, a number of entries, or "" for now.
func (d *desks) at(ctx context.Context, asOf string) (*desk, error) {
	if asOf == "" {
		return d.present(), nil
	}
	seq, err := d.record.Point(ctx, asOf)
	if err != nil {
		return nil, badField{Field: "as_of", Why: "not_a_point", Value: asOf}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	key := fmt.Sprint("as of ", seq, " in ", d.live.Snapshot().Seq) // a later decision may have destroyed what was there
	for i, past := range d.past {
		if past.key == key {
			copy(d.past[1:i+1], d.past[:i])
			d.past[0] = past
			return past, nil
		}
	}
	state, err := d.record.AsOf(ctx, seq)
	if err != nil {
		return nil, err
	}
	past := newDesk(state.LayOut(), key)
	d.past = append([]*desk{past}, d.past...)
	d.past = d.past[:min(len(d.past), keptPasts)]
	return past, nil
}

// present is the record as it is.
func (d *desks) present() *desk {
	s := d.live.Snapshot()
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.now == nil || d.now.Snapshot != s {
		d.now = newDesk(s, fmt.Sprint(s.Seq))
	}
	return d.now
}

// isPast says whether a desk is not the present.
func (d *desk) isPast() bool { return strings.HasPrefix(d.key, "as of") }
