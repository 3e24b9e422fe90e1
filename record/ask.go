package record

import (
	"context"
	"errors"

	"cairn"
)

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

// ask runs f on the record laid out for linking, which is laid out where it is
// not, or not as it is now.
func (l *Live) ask(_ context.Context, f func(Linker) error) error {
	if l.r.o.Index == nil {
		return errors.New("ask about links: the record was opened without a linker")
	}
	l.asking.Lock()
	defer l.asking.Unlock()
	if s := l.Snapshot(); l.index == nil || l.indexed != s.Seq {
		x, err := l.r.o.Index(s.linkable(), s.Decisions, s.Links)
		if err != nil {
			return err
		}
		l.index, l.indexed = x, s.Seq
	}
	return f(l.index)
}
