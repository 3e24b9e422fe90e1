package web

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"cairn/record"
)

// desks hands out the record as it is, and as it was at the points of its
// ledger that were last asked for.
//
// After each write there is a new state. What the lists need of it is laid out
// in the background, one state at a time and always the newest; until that is
// done, lists show the state before, and say so by the number of entries that
// they rest on. Pages of single things never wait: they need only look up.
type desks struct {
	record *record.Record
	live   *record.Live

	folds folds

	mu      sync.Mutex
	now     *desk
	settled *desk // the newest that is laid out for lists; nil before the first is
	laying  bool  // somebody is laying desks out

	asking sync.Mutex
	past   []*desk // the latest asked for first
}

// patience is how long a list waits for the newest state before it shows the
// one before: a small record is laid out in less.
const patience = 60 * time.Millisecond

// keptPasts is how many past states are kept laid out.
const keptPasts = 4

func openDesks(ctx context.Context, r *record.Record) (*desks, error) {
	live, err := r.Live(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the record: %w", err)
	}
	d := &desks{record: r, live: live, folds: folds{by: map[foldKey]string{}}}
	d.present() // begins to lay out
	return d, nil
}

// at is the record at a point: a day, a number of entries, or "" for now. A list
// gets the newest state that is laid out for lists.
func (d *desks) at(ctx context.Context, asOf string, list bool) (*desk, error) {
	switch {
	case asOf == "" && list:
		return d.forLists(ctx)
	case asOf == "":
		return d.present(), nil
	}
	seq, err := d.record.Point(ctx, asOf)
	if err != nil {
		return nil, badField{Field: "as_of", Why: "not_a_point", Value: asOf}
	}
	d.asking.Lock()
	defer d.asking.Unlock()
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
		if !d.laying {
			d.laying = true
			go d.layOut()
		}
	}
	return d.now
}

// layOut lays the newest desk out, and the next where there is one by then.
func (d *desks) layOut() {
	for {
		d.mu.Lock()
		newest := d.now
		if newest == d.settled {
			d.laying = false
			d.mu.Unlock()
			return
		}
		d.mu.Unlock()
		newest.layOut()
		d.mu.Lock()
		d.settled = newest
		d.mu.Unlock()
		close(newest.ready)
		for i := range newest.Reports { // for the search; what was folded before is kept
			d.folded(&newest.Reports[i])
		}
	}
}

// forLists is the newest desk that is laid out for lists.
func (d *desks) forLists(ctx context.Context) (*desk, error) {
	now := d.present()
	d.mu.Lock()
	settled := d.settled
	d.mu.Unlock()
	if settled == now {
		return now, nil
	}
	var enough <-chan time.Time
	if settled != nil {
		timer := time.NewTimer(patience)
		defer timer.Stop()
		enough = timer.C
	}
	select {
	case <-now.ready:
		return now, nil
	case <-enough:
		return settled, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// isPast says whether a desk is not the present.
func (d *desk) isPast() bool { return strings.HasPrefix(d.key, "as of") }
