package record

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"cairn"
	"cairn/ledger"
	"cairn/store"
)

// Live keeps the present state of a record in memory for a server: everybody
// reads an immutable [Snapshot] without waiting, and every write makes the next
// one. Writes go one after another, each in one transaction: what a person did
// and what it changes in the links are recorded together.
type Live struct {
	r       *Record
	writing sync.Mutex
	now     atomic.Pointer[Snapshot]

	index Linker // nil where it is not laid out, or not as the record is now
	told  bool   // the index was told of what is being written
}

// watchEvery is how often the ledger is looked at for what others wrote.
const watchEvery = time.Second

// Live reads the present state of the record, and follows what other programs
// write to it until the context is done. The record must stay open as long.
func (r *Record) Live(ctx context.Context) (*Live, error) {
	l := &Live{r: r}
	if err := l.load(ctx); err != nil {
		return nil, err
	}
	go l.watch(ctx)
	return l, nil
}

// links says that this Live links what it writes.
func (l *Live) links() bool { return l.r.o.Index != nil && !l.r.o.ReadOnly }

// Snapshot is the present state.
func (l *Live) Snapshot() *Snapshot { return l.now.Load() }

func (l *Live) watch(ctx context.Context) {
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for {
		l.writing.Lock()
		// What fails here is tried again a second later: who writes or asks gets
		// the error.
		if err := l.catchUp(ctx); err == nil && l.links() {
			_ = l.layOut(ctx)
		}
		l.writing.Unlock()
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// load reads the whole record.
func (l *Live) load(ctx context.Context) error {
	var next *Snapshot
	err := l.r.db.Read(ctx, func(t *store.Tx) (err error) {
		next, err = l.r.snapshot(t)
		return err
	})
	if err == nil {
		l.now.Store(next)
	}
	return err
}

// snapshot lays the present state out.
func (r *Record) snapshot(t *store.Tx) (*Snapshot, error) {
	rs, err := readRows(t)
	if err != nil {
		return nil, err
	}
	size, err := t.Size()
	if err != nil {
		return nil, err
	}
	all := rs.decisions
	rs.decisions = nil
	s, err := stateOf(size, rs)
	if err != nil {
		return nil, err
	}
	decisions, err := decisionsOf(all)
	if err != nil {
		return nil, err
	}
	d := (&Snapshot{}).draft()
	for _, report := range s.Reports {
		d.add(report)
	}
	for i, link := range s.Links {
		d.put(link, rs.links[i].Seq)
	}
	for _, one := range decisions {
		d.decide(one)
	}
	return d.done(size), nil
}

// catchUp follows what was written since the snapshot, entry by entry.
func (l *Live) catchUp(ctx context.Context) error {
	was := l.Snapshot()
	var next *Snapshot
	err := l.r.db.Read(ctx, func(t *store.Tx) error {
		size, err := t.Size()
		if err != nil || size == was.Seq {
			return err
		}
		next, err = l.r.follow(t, was, size)
		if errors.Is(err, errDestroyed) {
			next, err = l.r.snapshot(t)
		}
		return err
	})
	if err == nil && next != nil {
		l.now.Store(next)
		l.index = nil // what others wrote is not in it
	}
	return err
}

// errMoved says that another program wrote since the snapshot.
var errMoved = errors.New("the record moved on")

// unmoved refuses a write on anything but the present snapshot.
func unmoved(t *store.Tx, s *Snapshot) error {
	size, err := t.Size()
	if err == nil && size != s.Seq {
		err = errMoved
	}
	return err
}

// write runs f on the present snapshot, again where another program was
// faster, and makes the next snapshot.
func (l *Live) write(ctx context.Context, f func(*Snapshot) error) error {
	l.writing.Lock()
	defer l.writing.Unlock()
	for {
		if err := l.ready(ctx); err != nil {
			return err
		}
		index := l.index
		l.told = false
		err := f(l.Snapshot())
		if err != nil && l.told {
			l.index = nil // it took in what was not written
		}
		if errors.Is(err, errMoved) {
			continue
		}
		if err != nil {
			return err
		}
		if err = l.catchUp(ctx); err == nil {
			l.index = index // it knows what was written
		}
		return err
	}
}

// ready catches up with the ledger, and lays the record out for linking.
func (l *Live) ready(ctx context.Context) error {
	if err := l.catchUp(ctx); err != nil || !l.links() {
		return err
	}
	return l.layOut(ctx)
}

// Stale says that what a person decided about has changed since they looked at
// it. Nothing was written.
type Stale struct {
	ID    string  // of the thing that changed
	Seen  int64   // the version that the person looked at
	Now   int64   // its version
	Since []Taken // the decisions about it since; none where a linking or a coding changed it
}

func (s *Stale) Error() string {
	by := "its claims or links changed"
	if n := len(s.Since); n > 0 {
		by = fmt.Sprintf("%s decided: %s", s.Since[n-1].By, s.Since[n-1].Verdict)
	}
	return fmt.Sprintf("%s has changed since it was looked at (version %d, now %d): %s: look again", s.ID, s.Seen, s.Now, by)
}

// stale finds what moved since a person looked.
func (s *Snapshot) stale(seen map[string]int64) error {
	for id, version := range seen {
		now := s.Version(id)
		if now == version {
			continue
		}
		out := &Stale{ID: id, Seen: version, Now: now}
		for _, d := range s.DecisionsAbout(id) {
			if d.Seq > version {
				out.Since = append(out.Since, d)
			}
		}
		return out
	}
	return nil
}

// Decide records a person's decision and what it changes in the links. Seen are
// the versions of the things that the person looked at; where one has moved
// since, nothing is written and the error is a [Stale].
func (l *Live) Decide(ctx context.Context, d cairn.Decision, seen map[string]int64) (done cairn.Decision, err error) {
	err = l.write(ctx, func(s *Snapshot) error {
		if err := s.stale(seen); err != nil {
			return err
		}
		done, err = l.r.decide(ctx, d,
			func(t *store.Tx) error { return unmoved(t, s) },
			func(t *store.Tx, log ledger.Log, d cairn.Decision) error {
				if l.index == nil {
					return nil
				}
				l.told = true
				return l.r.recordChange(t, log, decideLinks(l.index, s, d))
			})
		return err
	})
	return done, err
}

// Add keeps, codes, links and records one report.
func (l *Live) Add(ctx context.Context, in Incoming) (Added, error) {
	if l.r.o.ReadOnly {
		return l.r.Add(ctx, in)
	}
	p, err := l.r.prepare(ctx, Change{Add: &in})
	if err != nil || !p.added.New {
		return p.added, err
	}
	if err := l.r.keepOriginal(&p); err != nil {
		return Added{}, err
	}
	err = l.write(ctx, func(s *Snapshot) error {
		return l.r.commit(ctx, []*prepared{&p},
			func(t *store.Tx) error { return unmoved(t, s) },
			func(t *store.Tx, log ledger.Log) error {
				if l.index == nil {
					return nil
				}
				l.told = true
				return l.r.recordChange(t, log, l.index.Add(s.linkable(p.report())))
			})
	})
	if err != nil {
		return Added{}, fmt.Errorf("add %s: %w", in.Name, err)
	}
	return p.added, nil
}

// report is the report as the record will give it.
func (p *prepared) report() Report {
	r := Report{Coded: p.added.Coded}
	r.Coded.Report, r.Coded.Mentions = p.Add.Report, nil
	r.Coded.ID = p.added.ID
	return r
}
