package estimate

import (
	"fmt"
	"slices"
)

// Entry says that one linked person stands on one list. It is how a record's
// own persons become a table: entries of the same Person were linked.
type Entry struct {
	List   string
	Person string // the identity that linking gave
	Count  int64  // how many people the entry stands for; 1 for a named person
}

// NotPersonsError refuses entries that stand for a number of people rather than
// for one: their overlap with another list cannot be known.
type NotPersonsError struct {
	List  string
	Count int64
}

func (e *NotPersonsError) Error() string {
	return fmt.Sprintf("list %q: an entry for %d people without identities: a claim of %d people is not %d entries of a list, because nobody can say which of them another list holds too; use only linked persons",
		e.List, e.Count, e.Count, e.Count)
}

// FromEntries makes a table of linked persons. The lists stand in the order
// given; an entry of another list is refused.
func FromEntries(lists []List, entries []Entry) (Table, error) {
	on := map[string]Pattern{}
	for _, e := range entries {
		j := slices.IndexFunc(lists, func(l List) bool { return l.Name == e.List })
		switch {
		case j < 0:
			return Table{}, fmt.Errorf("person %q: list %q is not among the lists of the table", e.Person, e.List)
		case e.Count != 1:
			return Table{}, &NotPersonsError{e.List, e.Count}
		case e.Person == "":
			return Table{}, fmt.Errorf("list %q: an entry without an identity: link persons before counting overlaps", e.List)
		case j >= MaxLists:
			return Table{}, fmt.Errorf("%d lists: at most %d can be used together", len(lists), MaxLists)
		}
		on[e.Person] |= 1 << j
	}
	counts := map[Pattern]int64{}
	for _, p := range on {
		counts[p]++
	}
	names := make([]string, len(lists))
	for i, l := range lists {
		names[i] = l.Name
	}
	t, err := NewTable(names, counts)
	t.Lists = slices.Clone(lists)
	return t, err
}
