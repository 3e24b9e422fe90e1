package link

import (
	"slices"
	"strings"

	"cairn"
)

// mint gives every incident its permanent id. An incident that was there before
// keeps its id with whoever holds most of its claims; where several become one,
// the oldest stays and the others are aliases. A new incident is named after
// its least claim, so the same claims make the same id anywhere. Used are the
// ids of incidents that stay.
func (s *Set) mint(incidents []*built, before []*cairn.LinkedIncident, used func(id string) bool) {
	heirs := s.heirsOf(incidents, before)
	taken := map[string]bool{}
	for _, in := range before {
		taken[in.ID] = true
	}
	for i, b := range incidents {
		if ids := heirs[i]; len(ids) > 0 {
			b.out.ID = ids[0]
			rest := slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return id == b.out.ID })
			slices.Sort(rest)
			b.out.Aliases = slices.Compact(rest)
			continue
		}
		b.out.ID = newID(s, b)
		for taken[b.out.ID] || used(b.out.ID) {
			b.out.ID += "+"
		}
		taken[b.out.ID] = true
	}
	live := map[string]bool{}
	for _, b := range incidents {
		live[b.out.ID] = true
	}
	for _, b := range incidents { // a merge that was taken back
		b.out.Aliases = slices.DeleteFunc(b.out.Aliases, func(id string) bool { return live[id] || used(id) })
	}
}

// heir is the incident that holds most of a former incident's claims.
func heir(was *cairn.LinkedIncident, owner map[string]int) int {
	votes := map[int]int{}
	for _, r := range was.Reports {
		for _, c := range r.Claims {
			if i, ok := owner[c]; ok {
				votes[i]++
			}
		}
		if i, ok := owner["r/"+r.ID]; ok && len(r.Claims) == 0 {
			votes[i]++
		}
	}
	best, most := -1, 0
	for i, n := range votes {
		if n > most || n == most && i < best {
			best, most = i, n
		}
	}
	return best
}

// heirsOf finds who inherits the id of each former incident, by claims.
func (s *Set) heirsOf(incidents []*built, before []*cairn.LinkedIncident) map[int][]string {
	heirs := map[int][]string{}
	if len(before) == 0 {
		return heirs
	}
	owner := map[string]int{} // claim to incident
	for i, b := range incidents {
		for _, c := range b.all {
			owner[c.claim.ID] = i
		}
		if len(b.all) == 0 {
			for _, r := range b.out.Reports {
				owner["r/"+r.ID] = i
			}
		}
	}
	for _, in := range before {
		s.inherit(in, incidents, owner, heirs)
	}
	return heirs
}

// inherit hands the ids of a former incident on. Where it came apart again, as
// when a merge is taken back, each part that by itself would be named by one of
// the ids takes that one; what is left goes to the part with most of the claims.
func (s *Set) inherit(was *cairn.LinkedIncident, incidents []*built, owner map[string]int, heirs map[int][]string) {
	left := append([]string{was.ID}, was.Aliases...)
	best := heir(was, owner)
	if len(was.Aliases) > 0 {
		for _, i := range partsOf(was, owner) {
			k := slices.Index(left, newID(s, incidents[i]))
			if k < 0 {
				continue
			}
			if left[k] == was.ID {
				best = i
			}
			heirs[i] = append(heirs[i], left[k])
			left = slices.Delete(left, k, k+1)
		}
	}
	if best >= 0 {
		heirs[best] = append(heirs[best], left...)
	}
}

// partsOf are the incidents that hold claims of a former one.
func partsOf(was *cairn.LinkedIncident, owner map[string]int) []int {
	var out []int
	for _, r := range was.Reports {
		ids := r.Claims
		if len(ids) == 0 {
			ids = []string{"r/" + r.ID}
		}
		for _, id := range ids {
			if i, ok := owner[id]; ok && !slices.Contains(out, i) {
				out = append(out, i)
			}
		}
	}
	return out
}

func newID(s *Set, b *built) string {
	least := ""
	for _, c := range b.all {
		if least == "" || c.claim.ID < least {
			least = c.claim.ID
		}
	}
	if least != "" {
		return "i-" + strings.TrimPrefix(least, "c-")
	}
	for _, i := range b.units {
		r := s.reports[s.units[i].report]
		if h := cairn.ContentHash(r.Title, r.Text)[:16]; least == "" || h < least {
			least = h
		}
	}
	return "i-" + least
}
