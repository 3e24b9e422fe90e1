package record

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"cairn"
	"cairn/store"
)

// layOut lays the record out for linking, where it is not. Linking it as a whole
// may give other links than those recorded, when another program added reports
// without linking them or words have become rarer or commoner: the difference
// is recorded.
func (l *Live) layOut(ctx context.Context) error {
	if l.index != nil {
		return nil
	}
	s := l.Snapshot()
	x, err := l.r.o.Index(s.State.Linkable(), s.Decisions, s.Links)
	if err != nil {
		return fmt.Errorf("lay the record out for linking: %w", err)
	}
	put, err := linesOf(x.Linked())
	if err != nil {
		return err
	}
	err = l.r.db.Write(ctx, func(t *store.Tx) error {
		if err := unmoved(t, s); err != nil {
			return err
		}
		last, err := t.Links()
		if err != nil {
			return err
		}
		change := difference(last, put)
		if change.empty() {
			return nil
		}
		log := l.r.log(t)
		if _, err := l.r.recordLinks(t, log, s.Seq, change); err != nil {
			return err
		}
		return log.Sign()
	})
	if errors.Is(err, errMoved) {
		return errors.Join(l.catchUp(ctx), l.layOut(ctx))
	}
	if err == nil {
		err = l.catchUp(ctx)
	}
	if err == nil {
		l.index = x
	}
	return err
}

// Queue is what is best asked of a person about links, the worthiest first:
// how unsure the linker is, times the deaths at stake.
func (l *Live) Queue(ctx context.Context, most int) (out []cairn.Question, err error) {
	err = l.ask(ctx, func(x Linker) error {
		out = x.Queue(most)
		return nil
	})
	return out, err
}

// Explain says how two claims, two incidents or the main incidents of two
// reports compare: the evidence for and against, field by field.
func (l *Live) Explain(ctx context.Context, a, b string) (out cairn.Explanation, err error) {
	err = l.ask(ctx, func(x Linker) (err error) {
		out, err = x.Explain(a, b)
		return err
	})
	return out, err
}

// ask runs f on the record laid out for linking.
func (l *Live) ask(ctx context.Context, f func(Linker) error) error {
	if !l.links() {
		return errors.New("ask about links: the record was opened without a linker, or for reading")
	}
	l.writing.Lock()
	defer l.writing.Unlock()
	if err := l.ready(ctx); err != nil {
		return err
	}
	return f(l.index)
}

// linkable is what may be linked of a report, after the decisions so far.
func (s *Snapshot) linkable(r Report) cairn.Coded { return linkable(&r, s.Rejected) }

// decideLinks takes a decision into the linker and returns what it changes: the
// reports that it makes others, and what it says of links.
func decideLinks(x Linker, was *Snapshot, d cairn.Decision) (all cairn.LinkChange) {
	draft := was.draft()
	draft.decide(d)
	now := draft.done(was.Seq + 1)
	for _, id := range changedReports(was, now, draft.concerned(d, map[int64]bool{}), d) {
		if r, _ := now.Report(id); r.Withheld != 0 || now.Rejected(id) || withdraws(d, id) {
			all = Then(all, x.Remove(id))
		} else {
			all = Then(all, x.Add(now.linkable(r)))
		}
	}
	return Then(all, x.Decide(now.Decisions))
}

// Then is one change after another: of a line that both tell of, the later says
// what it is.
func Then(first, later cairn.LinkChange) cairn.LinkChange {
	told := map[string]bool{}
	for _, id := range later.Drop {
		told[id] = true
	}
	for _, l := range later.Put {
		told[lineID(l)] = true
	}
	first.Put = slices.DeleteFunc(first.Put, func(l cairn.Linked) bool { return told[lineID(l)] })
	first.Drop = slices.DeleteFunc(first.Drop, func(id string) bool { return told[id] })
	return cairn.LinkChange{Put: append(first.Put, later.Put...), Drop: append(first.Drop, later.Drop...)}
}

// withdraws says whether a decision destroys a report.
func withdraws(d cairn.Decision, report string) bool {
	return d.Verdict == cairn.Withdraw && d.Fields["destroy"] == "yes" && slices.Contains(d.Targets, report)
}

// changedReports are the reports of which something else may be linked after a
// decision: because it was withdrawn, or a claim of it was rejected, accepted
// again, added or taken back.
func changedReports(was, now *Snapshot, concerned []string, d cairn.Decision) []string {
	var out []string
	for _, id := range concerned {
		_, there := was.claims.get(id)
		_, is := now.claims.get(id)
		_, report := now.reports.get(id)
		if was.Rejected(id) == now.Rejected(id) && there == is && !withdraws(d, id) {
			continue
		}
		if report {
			out = append(out, id)
		}
		for _, s := range []*Snapshot{was, now} {
			for _, r := range s.Carriers(id) {
				out = append(out, r.Coded.ID)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
