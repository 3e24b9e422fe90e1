package record

import (
	"context"
	"fmt"
	"iter"
	"path/filepath"
	"runtime"
	"sync"

	"cairn/store"
)

// How much one transaction takes. Beyond some dozens of documents the disk is no
// longer what adding waits for; rows that come with their coding cost so little
// that a commit still weighs with some hundreds.
const (
	batchSize  = 32
	rowsBatch  = 512
	batchBytes = 4 << 20 // of originals, so that long ones do not fill the memory
)

// AddAll adds reports in groups: those of a group are coded side by side, their
// originals synced, and their entries committed in one transaction. It is
// [Record.Change] of reports alone.
func (r *Record) AddAll(ctx context.Context, in iter.Seq[Incoming]) iter.Seq2[Added, error] {
	return r.Change(ctx, func(yield func(Change) bool) {
		for report := range in {
			if !yield(Change{Add: &report}) {
				return
			}
		}
	})
}

// group is changes that share a transaction.
type group struct {
	ready    []*prepared
	prepared chan struct{} // closed when they are prepared
	failed   error         // of preparing one of them
	errs     []error       // what each met when it was written
	bytes    int
	slow     int // documents: to be coded, and kept as files
}

// take adds a change, and says whether the group is full.
func (g *group) take(c Change) (full bool) {
	g.ready = append(g.ready, &prepared{Change: c})
	if c.Add != nil {
		g.bytes += len(c.Add.Original)
		if c.Add.Coded == nil {
			g.slow++
		}
	}
	return g.slow >= batchSize || len(g.ready) >= rowsBatch || g.bytes >= batchBytes
}

// flow takes changes through three hands: the caller's goroutine reads them and
// yields what became of them, others prepare a group, and one writes the groups
// in their order. The channels are short: what waits for its turn is in memory.
func (r *Record) flow(ctx context.Context, in iter.Seq[Change], write func(*group), yield func(Added, error) bool) {
	toWrite, written, stopped := make(chan *group, 1), make(chan *group, 1), make(chan struct{})
	go func() {
		defer close(written)
		for g := range toWrite {
			<-g.prepared
			select {
			case <-stopped: // nobody would be told of it
				continue
			default:
			}
			write(g)
			select {
			case written <- g:
			case <-stopped:
			}
		}
	}()
	tell := func(g *group) bool {
		for i, p := range g.ready {
			if !yield(p.added, g.errs[i]) {
				return false
			}
		}
		return true
	}
	going := r.feed(ctx, in, toWrite, written, tell)
	close(toWrite)
	if !going {
		close(stopped)
	}
	for g := range written {
		if going && !tell(g) {
			going = false
			close(stopped)
		}
	}
}

// feed reads changes into groups and hands them on, until the input ends or
// tell says that it is enough.
func (r *Record) feed(ctx context.Context, in iter.Seq[Change], toWrite chan<- *group, written <-chan *group, tell func(*group) bool) bool {
	g := &group{}
	hand := func() bool {
		g.prepared, g.errs = make(chan struct{}), make([]error, len(g.ready))
		go r.prepareAll(ctx, g)
		for {
			select {
			case toWrite <- g:
				g = &group{}
				return true
			case w := <-written:
				if !tell(w) {
					return false
				}
			}
		}
	}
	for c := range in {
		if g.take(c) && !hand() {
			return false
		}
	}
	return len(g.ready) == 0 || hand()
}

// prepareAll codes the reports of a group and writes their originals, several at
// a time: a disk syncs many files in little more than the time of one.
func (r *Record) prepareAll(ctx context.Context, g *group) {
	defer close(g.prepared)
	if r.signer == nil {
		g.failed = fmt.Errorf("add to %s: %w: it was opened for reading", r.dir, store.ErrReadOnly)
		return
	}
	// Folders first: two reports of one new folder must not both make it.
	for _, p := range g.ready {
		if p.Add == nil || p.Add.Coded != nil {
			continue
		}
		_, hash := ReportID(p.Add.Original)
		if err := makeDurably(filepath.Dir(r.originalPath(hash))); err != nil {
			g.failed = fmt.Errorf("keep the original of %s: %w", p.Add.Name, r.db.Explain(err))
			return
		}
	}
	var wg sync.WaitGroup
	slots := make(chan struct{}, 4*runtime.GOMAXPROCS(0))
	errs := make([]error, len(g.ready))
	for i, p := range g.ready {
		slots <- struct{}{}
		wg.Go(func() {
			defer func() { <-slots }()
			if *p, errs[i] = r.prepare(ctx, p.Change); errs[i] == nil {
				errs[i] = r.keepOriginal(p)
			}
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			g.failed = err
			return
		}
	}
}
