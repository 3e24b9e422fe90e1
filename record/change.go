package record

import (
	"context"
	"errors"
	"iter"

	"cairn"
	"cairn/ledger"
	"cairn/store"
)

// Change is what is recorded whole or not at all: a report, decisions that hold
// with it (the report of a row takes the place of that of the row before), or
// decisions alone.
type Change struct {
	Add    *Incoming
	Decide []cairn.Decision
}

// String says what is done, as the beginning of an error.
func (c Change) String() string {
	if c.Add == nil {
		return "decide"
	}
	return "add " + c.Add.Name
}

// Change records changes in groups, one transaction each, while the next ones
// come and are prepared. Each is yielded, in the order of the input, only after
// its commit: what was yielded without an error is durable. Where a group fails,
// its changes are recorded one by one, so that a bad one stops no other. The
// input is read, and changes are yielded, by the caller's goroutine alone; a
// change may be read before one that came earlier is yielded.
func (r *Record) Change(ctx context.Context, in iter.Seq[Change]) iter.Seq2[Added, error] {
	return func(yield func(Added, error) bool) {
		r.flow(ctx, in, func(g *group) {
			err := g.failed
			if err == nil {
				err = r.commit(ctx, g.ready, nil, nil)
			}
			if err == nil {
				return
			}
			for i, p := range g.ready {
				p.added, g.errs[i] = r.change(ctx, p.Change)
			}
		}, yield)
	}
}

// Together records all changes in one transaction: all of them are there once it
// has returned without an error, and none where it has not, whatever ended it.
// Each is told what becomes of each change, in order, before that is certain. An
// error of the input leaves everything as it was.
func (r *Record) Together(ctx context.Context, in iter.Seq2[Change, error], each func(Added) error) error {
	return r.db.Write(ctx, func(t *store.Tx) error {
		var failed error
		changes := func(yield func(Change) bool) {
			for c, err := range in {
				if failed = err; err != nil || !yield(c) {
					return
				}
			}
		}
		l, written := r.log(t), false
		r.flow(ctx, changes, func(g *group) {
			if g.failed == nil {
				var any bool
				any, g.failed = r.write(t, l, g.ready)
				written = written || any
			}
			g.errs[0] = g.failed
		}, func(a Added, err error) bool {
			if failed == nil {
				if failed = err; err == nil {
					failed = each(a)
				}
			}
			return failed == nil
		})
		if failed != nil || !written {
			return failed
		}
		return l.Sign()
	})
}

// decideAlong records a decision that comes with a report.
func (r *Record) decideAlong(t *store.Tx, l ledger.Log, d cairn.Decision) error {
	if err := whoAndWhat(d); err != nil {
		return err
	}
	if d.Fields["destroy"] != "" {
		return errors.New("decide: a report is destroyed by a decision of its own")
	}
	if err := r.known(t, d); err != nil {
		return err
	}
	if err := complete(t, &d); err != nil {
		return err
	}
	return r.appendDecision(t, l, &d, decisionPublic{Verdict: d.Verdict})
}
