package estimate

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"cairn"
)

// ClaimOptions say which lists a record's claims make.
type ClaimOptions struct {
	By       string                             // "root": who says it; "publisher": who printed it
	Lists    []string                           // only these; empty: all
	Stratum  func(*cairn.LinkedIncident) string // nil: one table
	Rejected func(id string) bool               // nil: nothing was
}

// ClaimLists are the tables that a record's own named dead make, and what of
// the record is no entry of a list, with the reason.
type ClaimLists struct {
	Tables []Table  `json:"tables"`
	Left   []string `json:"left,omitempty"`
}

// FromClaims makes lists of the persons whom claims name as killed. Two claims
// name one person where they name the same incident's dead by the same name:
// linking told the incidents apart. A claim of a bare count is no entry.
func FromClaims(reports []cairn.Coded, linked []cairn.Linked, o ClaimOptions) (ClaimLists, error) {
	g := gathered{o: o, homes: homesOf(linked), people: map[string]map[string]map[string]bool{}, origins: map[string]map[string]int{}}
	for i := range reports {
		g.report(&reports[i])
	}
	if len(g.people) == 0 {
		return ClaimLists{Left: g.left()}, fmt.Errorf("E2: the record names nobody among its dead%s: a claim of 45 soldiers is not 45 entries of a list, because nobody can say which of them another list holds too", g.bareWords())
	}
	lists, err := g.lists()
	if err != nil {
		return ClaimLists{Left: g.left()}, err
	}
	out := ClaimLists{Left: g.left()}
	for _, stratum := range slices.Sorted(maps.Keys(g.people)) {
		var entries []Entry
		for _, person := range slices.Sorted(maps.Keys(g.people[stratum])) {
			for list := range g.people[stratum][person] {
				entries = append(entries, Entry{list, person, 1})
			}
		}
		t, err := FromEntries(lists, entries)
		if err != nil {
			return out, err
		}
		t.Stratum = stratum
		out.Tables = append(out.Tables, t)
	}
	return out, nil
}

// gathered is what the claims of a record say of named persons.
type gathered struct {
	o        ClaimOptions
	homes    map[[2]string]home
	people   map[string]map[string]map[string]bool // stratum, person, list
	origins  map[string]map[string]int             // of each list's entries: who says it first
	bare     int                                   // claims of counts without names
	unlinked int
	others   int // entries of lists that were not asked for
}

// home is where linking put a claim, and whom it goes back to.
type home struct {
	incident *cairn.LinkedIncident
	root     string
}

func homesOf(linked []cairn.Linked) map[[2]string]home {
	out := map[[2]string]home{}
	for i := range linked {
		li := linked[i].LinkedIncident
		if li == nil {
			continue
		}
		roots := map[string]string{}
		for _, origin := range li.Origins {
			for _, id := range origin.Claims {
				roots[id] = origin.Root
			}
		}
		for _, r := range li.Reports {
			for _, id := range r.Claims {
				out[[2]string{r.ID, id}] = home{li, roots[id]}
			}
		}
	}
	return out
}

func (g *gathered) report(r *cairn.Coded) {
	rejected := func(id string) bool { return g.o.Rejected != nil && g.o.Rejected(id) }
	if rejected(r.ID) {
		return
	}
	for i := range r.Claims {
		c := &r.Claims[i]
		if c.Kind != cairn.Casualty || c.Measure != cairn.Killed || c.Stance == cairn.Denied || rejected(c.ID) || c.Scope != "" && c.Scope != cairn.ScopeIncident {
			continue
		}
		names := namesOf(c)
		if len(names) == 0 && c.Count != nil {
			g.bare++
		}
		h, ok := g.homes[[2]string{r.ID, c.ID}]
		if !ok {
			g.unlinked += len(names)
			continue
		}
		for _, name := range names {
			g.enter(h, name, r, c)
		}
	}
}

// namesOf are the named dead of a claim.
func namesOf(c *cairn.Claim) []string {
	var out []string
	if c.Victims == nil {
		return nil
	}
	for _, p := range c.Victims.Persons {
		if p.Name != "" && (p.State == "" || p.State == string(cairn.Killed)) {
			out = append(out, strings.Join(strings.Fields(strings.ToLower(p.Name)), " "))
		}
	}
	return out
}

func (g *gathered) enter(h home, name string, r *cairn.Coded, c *cairn.Claim) {
	root := h.root
	if said := c.Root(); root == "" && said != nil {
		root = said.Label()
	}
	list := cmp.Or(root, r.Publisher)
	if g.o.By == "publisher" {
		list = r.Publisher
	}
	if list == "" || len(g.o.Lists) > 0 && !slices.Contains(g.o.Lists, list) {
		g.others++
		return
	}
	stratum := ""
	if g.o.Stratum != nil {
		stratum = g.o.Stratum(h.incident)
	}
	person := h.incident.ID + " " + name
	if g.people[stratum] == nil {
		g.people[stratum] = map[string]map[string]bool{}
	}
	if g.people[stratum][person] == nil {
		g.people[stratum][person] = map[string]bool{}
	}
	if !g.people[stratum][person][list] {
		g.people[stratum][person][list] = true
		if g.origins[list] == nil {
			g.origins[list] = map[string]int{}
		}
		g.origins[list][cmp.Or(root, r.Publisher)]++
	}
}

// lists are those that hold anybody, by name, each with what attributions tell
// of its independence: a list most of whose entries go back to another list, or
// to the root of another, is a copy of it.
func (g *gathered) lists() ([]List, error) {
	names := slices.Sorted(maps.Keys(g.origins))
	if len(names) > MaxLists {
		return nil, fmt.Errorf("the record names its dead on %d lists, of which at most %d can be used together: choose with --lists", len(names), MaxLists)
	}
	if len(names) < 2 {
		return nil, fmt.Errorf("E1: all whom the record names stand on one list, %q: nothing says how many were missed", names[0])
	}
	var out []List
	first := map[string]string{} // the first list that rests on a root
	for _, name := range names {
		l := List{Name: name}
		root, n, all := mostly(g.origins[name])
		switch {
		case root == "" || root == name:
		case g.origins[root] != nil:
			l.CopyOf = root
		case first[root] != "":
			l.CopyOf = first[root]
		default:
			first[root] = name
		}
		if l.CopyOf != "" {
			l.Why = fmt.Sprintf("%d of its %d entries go back to %s", n, all, root)
		}
		out = append(out, l)
	}
	return out, nil
}

// mostly is the root that more than half of a list's entries go back to; ""
// where there is none.
func mostly(origins map[string]int) (root string, n, all int) {
	for _, k := range origins {
		all += k
	}
	for name, k := range origins {
		if 2*k > all {
			return name, k, all
		}
	}
	return "", 0, all
}

func (g *gathered) bareWords() string {
	if g.bare == 0 {
		return ""
	}
	return fmt.Sprintf(" (claims that give a count alone: %d)", g.bare)
}

func (g *gathered) left() []string {
	var out []string
	note := func(n int, what, why string) {
		if n > 0 {
			out = append(out, fmt.Sprintf("%s (%d): %s", what, n, why))
		}
	}
	note(g.bare, "claims of a count without names", "a count of 45 is not 45 entries of a list, because nobody can say which of them another list holds too")
	note(g.unlinked, "named persons", "their claims are linked to no incident")
	note(g.others, "entries", "of lists that were not asked for, or of none")
	return out
}
