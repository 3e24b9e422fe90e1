package estimate

import (
	"fmt"
	"math"
)

// z95 and z80 are the normal quantiles of the two levels.
var z = [2]float64{1.959963984540054, 1.2815515655446004}

// Chapman estimates from two lists alone. It assumes that they are independent:
// where people on one list are likelier to be on the other, it is too low.
func Chapman(t Table, a, b int) Result {
	out := newResult(MethodChapman, t)
	out.Model = t.Lists[a].Name + " & " + t.Lists[b].Name
	n1, n2 := float64(t.Size(a)), float64(t.Size(b))
	m := float64(t.Shared(1<<a | 1<<b))
	if m == 0 {
		return out.refuse(fmt.Sprintf("lists %s and %s share nobody", t.Lists[a].Name, t.Lists[b].Name))
	}
	total := (n1+1)*(n2+1)/(m+1) - 1
	variance := (n1 + 1) * (n2 + 1) * (n1 - m) * (n2 - m) / ((m + 1) * (m + 1) * (m + 2))
	seen := n1 + n2 - m
	out.LowerBound = true
	out.NotCovered = "dependence between the two lists: if who is on one is likelier to be on the other, the figure is a lower bound"
	return out.set(total, logNormal(seen, total-seen, variance))
}

// logNormal is Chao's interval (1987): the unseen are log-normal, so that the
// limits never fall below the documented.
func logNormal(n, unseen, variance float64) []Interval {
	var out []Interval
	for i, level := range levels {
		c := 1.0
		if unseen > 0 {
			c = math.Exp(z[i] * math.Sqrt(math.Log1p(variance/(unseen*unseen))))
		}
		out = append(out, Interval{level, n + unseen/c, n + unseen*c})
	}
	return out
}

// Chao is the bias-corrected lower bound from the people on one and on two
// lists (Chao 1987): whatever the differences between people, no fewer are
// missing, if the lists are independent.
func Chao(t Table) Result {
	out := newResult(MethodChao, t)
	return chao(out, Frequencies(t.Captures()), len(t.Lists))
}

// ChaoOf is the same bound from capture frequencies over the given number of
// lists; 0 takes the highest number of captures.
func ChaoOf(f Frequencies, lists int) Result {
	if lists == 0 {
		lists = len(f) - 1
	}
	return chao(Result{Method: MethodChao, Documented: f.N()}, f, lists)
}

func chao(out Result, f Frequencies, lists int) Result {
	if lists < 2 || len(f) < 3 || f[2] == 0 {
		return out.refuse("nobody is on exactly two lists: the bound divides by their number")
	}
	f1, f2, a := float64(f[1]), float64(f[2]), float64(lists-1)/float64(lists)
	unseen := a * f1 * (f1 - 1) / (2 * (f2 + 1))
	variance := unseen + a*a*f1*(2*f1-1)*(2*f1-1)/(4*(f2+1)*(f2+1)) +
		a*a*f1*f1*f2*(f1-1)*(f1-1)/(4*math.Pow(f2+1, 4))
	out.LowerBound = true
	out.NotCovered = "a lower bound: it says how many are missing at least, if the lists are independent of one another; positive dependence lowers it further"
	return out.set(float64(out.Documented)+unseen, logNormal(float64(out.Documented), unseen, variance))
}
