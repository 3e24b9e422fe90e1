package toll

import "cmp"

// choose is the fifth stage: low, best and high out of the voices that stand.
func (e *evaluation) choose(f *figure) {
	f.voices = len(e.voices)
	if len(e.voices) == 0 {
		if n := e.p.Bound.Unsaid; n != nil && f.claimed {
			f.low, f.best, f.high, f.hasLow, f.hasBest, f.hasHigh = *n, *n, *n, true, true, true
		}
		return
	}
	var s span
	var top int64
	for i := range e.voices {
		v := &e.voices[i]
		s.widen(v.span)
		top = max(top, v.reach())
	}
	f.low, f.hasLow = s.low, s.hasLow
	f.high, f.hasHigh = s.high, s.hasHigh
	if e.p.Choose.High == "greatest" {
		f.high, f.hasHigh = top, true
	}
	f.open = e.open(s, top)
	if v := e.best(); v != nil {
		f.best, f.hasBest = e.bestOf(v), true
	}
	e.narrow(f)
}

// reach is the greatest number that a voice states, its end open or not.
func (v *standing) reach() int64 {
	if v.hasHigh {
		return max(v.high, v.low)
	}
	return v.low
}

func (e *evaluation) open(s span, top int64) bool {
	if e.p.Choose.Open == "any" {
		return s.open
	}
	for i := range e.voices {
		if v := &e.voices[i]; v.open && v.reach() == top {
			return true
		}
	}
	return false
}

// narrow applies the policies that publish one number: low or high is best.
func (e *evaluation) narrow(f *figure) {
	if !f.hasBest {
		return
	}
	if e.p.Choose.Low == "best" {
		f.low, f.hasLow = f.best, true
	}
	if e.p.Choose.High == "best" {
		f.high, f.hasHigh = f.best, true
	}
	if f.hasHigh && f.best > f.high && e.p.Choose.High != "greatest_finite" {
		f.high = f.best
	}
}

// bestOf is the number that a voice gives as the best: the one that it calls so
// (a data set's best between low and high), or the low that it states; the top
// under a policy that asks for the greatest, the low under one that asks for the
// least.
func (e *evaluation) bestOf(v *standing) int64 {
	if e.p.Choose.Best == "greatest" || !v.hasLow {
		return v.reach()
	}
	if e.p.Choose.Best == "least" {
		return v.low
	}
	return v.number()
}

// best is the voice whose number is the best one, nil where there is none.
func (e *evaluation) best() *standing {
	var winner *standing
	for i := range e.voices {
		v := &e.voices[i]
		if !v.hasLow && e.p.Choose.Best != "greatest" {
			continue
		}
		if winner == nil || e.better(v, winner) {
			winner = v
		}
	}
	if winner != nil && e.p.Choose.Best == "majority" {
		n, _ := e.votes(winner)
		if 2*n <= len(e.voices) {
			return nil
		}
	}
	return winner
}

// better says whether a voice's number is to be preferred to another's.
func (e *evaluation) better(v, w *standing) bool {
	switch e.p.Choose.Best {
	case "least":
		return v.low < w.low
	case "greatest":
		return v.reach() > w.reach()
	case "latest":
		return cmp.Or(cmp.Compare(v.said, w.said), cmp.Compare(v.published, w.published), cmp.Compare(v.kind, w.kind), cmp.Compare(w.number(), v.number())) > 0
	}
	a, known := e.votes(v)
	b, knownOther := e.votes(w)
	return cmp.Or(cmp.Compare(a, b), cmp.Compare(known, knownOther), compareBool(v.exact, w.exact),
		cmp.Compare(v.said, w.said), cmp.Compare(v.published, w.published), cmp.Compare(w.number(), v.number())) > 0
}

// votes is how many voices state a voice's number, and how many of them are
// named or have reporters of their own.
func (e *evaluation) votes(v *standing) (all, known int) {
	for i := range e.voices {
		if o := &e.voices[i]; o.hasLow && o.number() == v.number() {
			all++
			if o.kind.independent() {
				known++
			}
		}
	}
	return all, known
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}
