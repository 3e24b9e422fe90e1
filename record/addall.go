package record

import (
	"context"
	"fmt"
	"iter"
	"path/filepath"
	"runtime"
	"sync"
)

// batchSize is how many reports one transaction of [Record.AddAll] takes.
// Beyond some dozens the disk is no longer what adding waits for.
const batchSize = 32

// AddAll adds reports in groups: those of a group are coded side by side, their
// originals synced, and their entries committed in one transaction. Each report
// is yielded, in the order of the input, only after its commit: what was
// yielded without an error is durable. Where a group fails, its reports are
// added one by one, so that one bad report stops no other.
func (r *Record) AddAll(ctx context.Context, in iter.Seq[Incoming]) iter.Seq2[Added, error] {
	return func(yield func(Added, error) bool) {
		var group []Incoming
		flush := func() bool {
			ok := r.addGroup(ctx, group, yield)
			group = group[:0]
			return ok
		}
		for report := range in {
			if group = append(group, report); len(group) == batchSize && !flush() {
				return
			}
		}
		flush()
	}
}

func (r *Record) addGroup(ctx context.Context, group []Incoming, yield func(Added, error) bool) bool {
	if len(group) == 0 {
		return true
	}
	ready, err := r.prepareAll(ctx, group)
	if err == nil {
		err = r.commit(ctx, ready.fresh(), nil, nil)
	}
	for i := range group {
		added, failed := ready[i].added, error(nil)
		if err != nil {
			added, failed = r.Add(ctx, group[i])
		}
		if !yield(added, failed) {
			return false
		}
	}
	return true
}

type readied []prepared

func (ps readied) fresh() (out []*prepared) {
	for i := range ps {
		if ps[i].added.New {
			out = append(out, &ps[i])
		}
	}
	return out
}

// prepareAll codes reports and writes their originals, several at a time: a
// disk syncs many files in little more than the time of one.
func (r *Record) prepareAll(ctx context.Context, group []Incoming) (readied, error) {
	if r.signer == nil {
		return make(readied, len(group)), fmt.Errorf("add to %s: it was opened for reading", r.dir)
	}
	out, errs := make(readied, len(group)), make([]error, len(group))
	// Folders first: two reports of one new folder must not both make it.
	for i := range group {
		_, hash := ReportID(group[i].Original)
		if err := makeDurably(filepath.Dir(r.originalPath(hash))); err != nil {
			return out, fmt.Errorf("keep the original of %s: %w", group[i].Name, err)
		}
	}
	var wg sync.WaitGroup
	slots := make(chan struct{}, 4*runtime.GOMAXPROCS(0))
	for i := range group {
		wg.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			if out[i], errs[i] = r.prepare(ctx, group[i]); errs[i] == nil && out[i].added.New {
				errs[i] = r.writeOriginal(out[i].hash, group[i].Original)
			}
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return out, err
		}
	}
	return out, nil
}
