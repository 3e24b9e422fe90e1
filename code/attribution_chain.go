package code

import "cairn/text"

// untangle settles the utterances of one sentence: what one speaker says ends
// where another begins on the same level.
func (h *hearing) untangle(sen text.Sentence) {
	found := h.found[h.first:]
	for i := range found {
		u := &found[i]
		for j := i + 1; j < min(len(found), i+20); j++ {
			v := &found[j]
			start := min(v.source[0], v.cue[0])
			if v.source == u.source {
				start = v.cue[0]
			}
			if start <= u.content[0] || start >= u.content[1] || v.cue[0] < u.cue[0] {
				continue
			}
			if h.sameLevel(start) || v.source == u.source {
				end := start
				for end > u.content[0]+1 && (h.role(end-1, rConj|rSub|rAdverb) || h.mark(end-1) == ',') {
					end--
				}
				u.content[1] = end
			}
		}
	}
}

// sameLevel says whether what begins at k is set beside what stands before it:
// ", and", "; ", ", while".
func (h *hearing) sameLevel(k int) bool {
	for lo := max(0, k-far); k > lo && h.role(k-1, rAdverb); {
		k--
	}
	return h.role(k-1, rConj) && h.mark(k-2) == ',' || h.role(k-1, rSub) && h.mark(k-2) == ',' || h.mark(k-1) == ';'
}
