package estimate

import (
	"fmt"
	"strings"
)

// smallList is the number of people below which a list says little.
const smallList = 30

// Check looks at a table before any method does. A finding that refuses means
// that no estimate may be made from this table.
func Check(t Table, minRecords int64) []Finding {
	var out []Finding
	for _, check := range []func(Table, int64) []Finding{checkUnit, checkLists, checkCopies, checkOverlap, checkThin, checkScope} {
		out = append(out, check(t, max(minRecords, 1))...)
	}
	return out
}

func checkUnit(t Table, _ int64) []Finding {
	switch t.Unit {
	case Persons:
		return nil
	case Incidents:
		return []Finding{refusal("E2", "the rows are incidents, not persons: their overlaps can estimate how many incidents nobody documented, never how many deaths; ask for incidents with --target incident")}
	case Unnamed:
		return []Finding{refusal("E2", "the rows are counts of unnamed people: a claim of 45 soldiers is not 45 entries of a list, because nobody can say which of them another list holds too")}
	}
	return []Finding{refusal("E2", fmt.Sprintf("the unit %q is not known: multiple systems estimation needs linked persons", t.Unit))}
}

func checkLists(t Table, minRecords int64) []Finding {
	var valid, small []string
	for j, l := range t.Lists {
		if t.Size(j) >= minRecords {
			valid = append(valid, l.Name)
		} else {
			small = append(small, l.Name)
		}
	}
	if len(valid) >= 3 {
		return nil
	}
	words := fmt.Sprintf("%d of %d lists hold at least %d people; three are needed to see whether lists depend on one another", len(valid), len(t.Lists), minRecords)
	return []Finding{refusal("E1", words, small...)}
}

// checkCopies refuses lists that are known to repeat one another, and lists
// that hold exactly the same people, which no two independent lists do.
func checkCopies(t Table, _ int64) []Finding {
	var out []Finding
	for _, l := range t.Lists {
		if l.CopyOf != "" {
			words := fmt.Sprintf("%s is not independent of %s: it repeats or aggregates it", l.Name, l.CopyOf)
			if l.Why != "" {
				words += " (" + l.Why + ")"
			}
			out = append(out, refusal("E3", words+"; merge the two or drop one", l.Name, l.CopyOf))
		}
	}
	for a := range t.Lists {
		for b := a + 1; b < len(t.Lists); b++ {
			shared := t.Shared(1<<a | 1<<b)
			if shared > 1 && shared == t.Size(a) && shared == t.Size(b) {
				x, y := t.Lists[a].Name, t.Lists[b].Name
				out = append(out, refusal("E3", fmt.Sprintf("%s and %s hold exactly the same %d people: one is a copy of the other; merge the two or drop one", x, y, shared), x, y))
			}
		}
	}
	return out
}

func checkOverlap(t Table, _ int64) []Finding {
	f := t.Captures()
	if t.N() == f[1] {
		return []Finding{refusal("E4", fmt.Sprintf("nobody is on two lists: all %d people stand on one list each, so nothing says how many were missed", t.N()))}
	}
	if Independence(len(t.Lists)).tooSparse(t) {
		return []Finding{refusal("E4", "so few people are on two lists that even independent lists would decide no total")}
	}
	return nil
}

// tooSparse says that the model has no estimate, where the table is small
// enough to check.
func (m Model) tooSparse(t Table) bool {
	return m.lists <= maxStepwiseLists && m.Check(t) != Exists
}

func checkThin(t Table, _ int64) []Finding {
	var out []Finding
	var none, small []string
	for a := range t.Lists {
		if n := t.Size(a); n > 0 && n < smallList {
			small = append(small, fmt.Sprintf("%s (%d)", t.Lists[a].Name, n))
		}
		for b := range t.Lists {
			if a < b && t.Shared(1<<a|1<<b) == 0 {
				none = append(none, t.Lists[a].Name+" and "+t.Lists[b].Name)
			}
		}
	}
	if len(none) > 0 {
		out = append(out, warning("W1", fmt.Sprintf("%d pairs of lists share nobody: %s", len(none), few(none))))
	}
	if len(small) > 0 {
		out = append(out, warning("W1", fmt.Sprintf("lists with fewer than %d people say little: %s", smallList, few(small))))
	}
	for a := range t.Lists {
		for b := range t.Lists {
			n := t.Shared(1<<a | 1<<b)
			if a != b && n > 1 && n == t.Size(a) && n < t.Size(b) {
				x, y := t.Lists[a].Name, t.Lists[b].Name
				out = append(out, warning("W1", fmt.Sprintf("all %d people on %s are on %s too: ask whether one was made from the other", n, x, y), x, y))
			}
		}
	}
	return out
}

// few writes at most five of the names.
func few(names []string) string {
	if len(names) <= 5 {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:5], ", "), len(names)-5)
}

// checkScope warns where what the lists could have covered differs: a person
// outside a list's reach is missing from it for another reason than chance.
func checkScope(t Table, _ int64) []Finding {
	var out []Finding
	for _, part := range []struct {
		what string
		of   func(List) string
	}{
		{"periods", func(l List) string { return between(l.From, l.To) }},
		{"places", func(l List) string { return l.Place }},
		{"groups of victims", func(l List) string { return l.Group }},
	} {
		seen := map[string]bool{}
		var said []string
		for _, l := range t.Lists {
			if v := part.of(l); v != "" {
				said = append(said, l.Name+": "+v)
				seen[v] = true
			}
		}
		if len(seen) > 1 {
			out = append(out, warning("W6", fmt.Sprintf("the lists cover different %s (%s): who was out of reach is not missing by chance", part.what, few(said))))
		}
	}
	return out
}

func between(from, to string) string {
	if from == "" && to == "" {
		return ""
	}
	return from + " to " + to
}
