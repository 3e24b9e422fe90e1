package link

import (
	"cmp"
	"slices"
)

// addStory finds the copies of a new text. Where it has some, everything that
// their reports say is told anew: who is first heard, and how many texts there
// are, may be otherwise now.
func (x *Index) addStory(at int32, d *profile, st *step) {
	x.story = append(x.story, at)
	var near []int32
	d.copyKeys(func(k uint64) {
		if had := x.texts[k]; len(had) <= maxBlock {
			near = append(near, had...)
		}
		x.texts[k] = append(x.texts[k], at)
	})
	slices.Sort(near)
	for _, other := range slices.Compact(near) {
		if other != at && x.docs[other] != nil && x.story[other] != x.story[at] && compare(x.docs, uint64(other)<<32|uint64(at)).isCopy() {
			x.joinStories(x.story[other], x.story[at])
		}
	}
	x.credit(at)
	x.retell(x.story[at], st)
}

// joinStories makes one story of two; it is numbered by its first report.
func (x *Index) joinStories(a, b int32) {
	a, b = min(a, b), max(a, b)
	more := x.tellers(b)
	x.copies[a] = slices.Concat(x.tellers(a), more)
	delete(x.copies, b)
	for _, at := range more {
		x.story[at] = a
	}
	if name, ok := x.firstHand[b]; ok {
		x.firstHand[a] = min(cmp.Or(x.firstHand[a], name), name)
		delete(x.firstHand, b)
	}
}

// tellers are the reports of a story.
func (x *Index) tellers(story int32) []int32 {
	if of := x.copies[story]; of != nil {
		return of
	}
	return []int32{story}
}

// retell marks what the reports of a story say to be told anew.
func (x *Index) retell(story int32, st *step) {
	of := x.tellers(story)
	if len(of) < 2 {
		return
	}
	for _, at := range of {
		x.retellReport(at, st)
	}
}

func (x *Index) retellReport(at int32, st *step) {
	x.unitsOfReport(at, func(i int32) { st.units[i], st.fresh[i] = true, true })
	if len(x.outcome.totals[at]) > 0 {
		x.revoice(at, st)
	}
}

// dropStory takes the words of a report out. The other reports of its story may
// be several stories without it.
func (x *Index) dropStory(at int32, st *step) {
	story := x.story[at]
	of := without(slices.Clone(x.tellers(story)), at)
	x.docs[at] = nil
	delete(x.copies, story)
	delete(x.firstHand, story)
	for _, other := range of {
		x.story[other] = other
		delete(x.firstHand, other)
	}
	for i, a := range of {
		for _, b := range of[:i] {
			if x.docs[a] != nil && x.docs[b] != nil && x.story[a] != x.story[b] && compare(x.docs, uint64(b)<<32|uint64(a)).isCopy() {
				x.joinStories(x.story[a], x.story[b])
			}
		}
	}
	for _, other := range of {
		x.credit(other)
		x.retellReport(other, st)
	}
}
