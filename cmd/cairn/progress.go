package main

import (
	"fmt"
	"time"
)

// progress says on a terminal's standard error how far a long command is.
type progress struct {
	a     *app
	what  string
	n     int
	shown time.Time
}

func newProgress(a *app, what string) *progress { return &progress{a: a, what: what} }

func (p *progress) step() {
	p.n++
	if now := time.Now(); p.a.progress && now.Sub(p.shown) > 100*time.Millisecond {
		p.shown = now
		fmt.Fprintf(p.a.err, "\r%d %s ", p.n, p.what)
	}
}

func (p *progress) done() {
	if p.a.progress && !p.shown.IsZero() {
		fmt.Fprint(p.a.err, "\r\033[K")
	}
}
