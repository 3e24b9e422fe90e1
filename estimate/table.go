package estimate

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/bits"
	"slices"
	"strings"
)

// The bounds of what is accepted. Beyond them a method would not end in
// reasonable time, or the numbers cannot be people.
const (
	MaxLists  = 24
	MaxPeople = 100_000_000
)

// Pattern says on which lists a person stands: bit j is list j.
type Pattern uint32

// Has says whether list j is in the pattern.
func (p Pattern) Has(j int) bool { return p>>j&1 == 1 }

// Size is how many lists the pattern names.
func (p Pattern) Size() int { return bits.OnesCount32(uint32(p)) }

// members are the lists of the pattern, in order.
func (p Pattern) members() []int {
	out := make([]int, 0, p.Size())
	for ; p != 0; p &= p - 1 {
		out = append(out, bits.TrailingZeros32(uint32(p)))
	}
	return out
}

// Unit is what one row or one count of a table stands for.
type Unit string

// The units a table may hold. Only linked persons (and incidents, when
// incidents are what is asked about) can be matched between lists.
const (
	Persons   Unit = "person"
	Incidents Unit = "incident"
	Unnamed   Unit = "unnamed" // counts without identities: "45 soldiers"
)

// List is one collection of records, and what is known of how it came about.
type List struct {
	Name string `json:"name"`
	// CopyOf names another list of the table that this one repeats or
	// aggregates, and Why says how that is known.
	CopyOf string `json:"copy_of,omitempty"`
	Why    string `json:"why,omitempty"`
	// The period, place and group that the list could have covered, where known.
	From  string `json:"from,omitempty"`
	To    string `json:"to,omitempty"`
	Place string `json:"place,omitempty"`
	Group string `json:"group,omitempty"`
}

// Cell is how many people have one pattern.
type Cell struct {
	On    Pattern `json:"on"`
	Count int64   `json:"count"`
}

// Table is the documented people by pattern: the input of every estimator.
// Cells are in ascending order of pattern, each count positive, none of pattern
// zero: that cell is what is estimated.
type Table struct {
	Lists   []List `json:"lists"`
	Cells   []Cell `json:"cells"`
	Unit    Unit   `json:"unit"`
	Stratum string `json:"stratum,omitempty"`
}

// NewTable makes a table of persons from named lists and counts by pattern.
func NewTable(names []string, counts map[Pattern]int64) (Table, error) {
	t := Table{Unit: Persons}
	for _, n := range names {
		t.Lists = append(t.Lists, List{Name: n})
	}
	for p, c := range counts {
		if c != 0 {
			t.Cells = append(t.Cells, Cell{p, c})
		}
	}
	slices.SortFunc(t.Cells, func(a, b Cell) int { return int(a.On) - int(b.On) })
	return t, t.Validate()
}

// Validate refuses a table that no estimator may see.
func (t Table) Validate() error {
	if len(t.Lists) < 2 {
		return fmt.Errorf("a table needs at least 2 lists, this one has %d", len(t.Lists))
	}
	if len(t.Lists) > MaxLists {
		return fmt.Errorf("%d lists: at most %d can be used together; merge lists that share a source, or drop some", len(t.Lists), MaxLists)
	}
	seen := map[string]bool{}
	for i, l := range t.Lists {
		if l.Name == "" || seen[l.Name] {
			return fmt.Errorf("list %d: the name %q is empty or used twice", i+1, l.Name)
		}
		seen[l.Name] = true
	}
	var n int64
	for i, c := range t.Cells {
		switch {
		case c.On == 0:
			return fmt.Errorf("cell %d: a pattern with no list holds %d people: a documented person stands on at least one list", i+1, c.Count)
		case c.On>>len(t.Lists) != 0:
			return fmt.Errorf("cell %d: pattern %b names a list beyond the %d of the table", i+1, c.On, len(t.Lists))
		case c.Count < 1 || c.Count > MaxPeople:
			return fmt.Errorf("cell %d: a count of %d; counts run from 1 to %d", i+1, c.Count, MaxPeople)
		case i > 0 && c.On <= t.Cells[i-1].On:
			return fmt.Errorf("cell %d: patterns must be in ascending order, each once", i+1)
		}
		if n += c.Count; n > MaxPeople {
			return fmt.Errorf("more than %d people in all: check the counts", MaxPeople)
		}
	}
	if n == 0 {
		return fmt.Errorf("the table holds no people")
	}
	return nil
}

// N is how many people the table documents.
func (t Table) N() int64 {
	var n int64
	for _, c := range t.Cells {
		n += c.Count
	}
	return n
}

// Names are the names of the lists in order.
func (t Table) Names() []string {
	out := make([]string, len(t.Lists))
	for i, l := range t.Lists {
		out[i] = l.Name
	}
	return out
}

// Size is how many people stand on list j.
func (t Table) Size(j int) int64 { return t.Shared(Pattern(1) << j) }

// Shared is how many people stand on every list of the pattern.
func (t Table) Shared(on Pattern) int64 {
	var n int64
	for _, c := range t.Cells {
		if c.On&on == on {
			n += c.Count
		}
	}
	return n
}

// Captures counts the people on exactly k lists; index 0 is unused.
func (t Table) Captures() []int64 {
	f := make([]int64, len(t.Lists)+1)
	for _, c := range t.Cells {
		f[c.On.Size()] += c.Count
	}
	return f
}

// Drop returns the table without list j, and without the people who stood on
// that list alone.
func (t Table) Drop(j int) Table {
	low := Pattern(1)<<j - 1
	return t.regroup(slices.Delete(slices.Clone(t.Lists), j, j+1), func(p Pattern) Pattern {
		return p&low | p>>1&^low
	})
}

// Merge returns the table with list b folded into list a: on the merged list
// stands who stood on either. It is the remedy for lists that are not
// independent of each other.
func (t Table) Merge(a, b int) Table {
	lists := slices.Clone(t.Lists)
	lists[a] = List{Name: lists[a].Name + "+" + lists[b].Name, From: lists[a].From, To: lists[a].To, Place: lists[a].Place, Group: lists[a].Group}
	merged := Table{Lists: lists, Cells: t.Cells, Unit: t.Unit, Stratum: t.Stratum}.regroup(lists, func(p Pattern) Pattern {
		if p.Has(b) {
			p |= 1 << a
		}
		return p
	})
	return merged.Drop(b)
}

// Valid returns the table with only the lists that hold at least min people,
// and the names of those left out. People on the others alone are no longer in it.
func (t Table) Valid(min int64) (Table, []string) {
	var out []string
	for j := len(t.Lists) - 1; j >= 0; j-- {
		if t.Size(j) < min {
			out = append([]string{t.Lists[j].Name}, out...)
			t = t.Drop(j)
		}
	}
	return t, out
}

func (t Table) regroup(lists []List, f func(Pattern) Pattern) Table {
	sum := map[Pattern]int64{}
	for _, c := range t.Cells {
		if p := f(c.On); p != 0 {
			sum[p] += c.Count
		}
	}
	out := Table{Lists: lists, Unit: t.Unit, Stratum: t.Stratum}
	for p, c := range sum {
		out.Cells = append(out.Cells, Cell{p, c})
	}
	slices.SortFunc(out.Cells, func(a, b Cell) int { return int(a.On) - int(b.On) })
	return out
}

// Hash names the table by its content: unit, lists in order, cells. Whoever
// holds the same counts gets the same hash.
func (t Table) Hash() string {
	var b strings.Builder
	fmt.Fprintf(&b, "cairn estimate table 1\nunit %s\n", t.Unit)
	for _, l := range t.Lists {
		fmt.Fprintf(&b, "list %q\n", l.Name)
	}
	for _, c := range t.Cells {
		fmt.Fprintf(&b, "%d %d\n", c.On, c.Count)
	}
	sum := sha256.Sum256([]byte(b.String()))
	return "sha256:" + hex.EncodeToString(sum[:])
}

// Label writes a pattern with the names of its lists.
func (t Table) Label(p Pattern) string {
	var names []string
	for j := range t.Lists {
		if p.Has(j) {
			names = append(names, t.Lists[j].Name)
		}
	}
	return strings.Join(names, " & ")
}

// dense lays the counts out by pattern; index 0 is the unseen cell and is 0.
func (t Table) dense() []float64 {
	y := make([]float64, 1<<len(t.Lists))
	for _, c := range t.Cells {
		y[c.On] = float64(c.Count)
	}
	return y
}
