package code

import "cairn"

// utterance is one "who says what" of a page: tokens of the source, of the cue
// and of the content, the chain of speakers with the one nearest the publisher
// first, and how the root stands to what it says.
type utterance struct {
	source, cue, content [2]int
	speakers             []cairn.Speaker
	stance               cairn.Stance
	hedged               *cairn.Words
}

// attribute gives every finding the chain of the innermost utterance whose
// content holds its trigger.
func attribute(d *doc) {
	for _, f := range d.findings {
		var best *utterance
		for i := range f.page.utterances {
			u := &f.page.utterances[i]
			if u.content[0] <= f.trigger[0] && f.trigger[1] <= u.content[1] &&
				(best == nil || u.content[1]-u.content[0] < best.content[1]-best.content[0]) {
				best = u
			}
		}
		if best == nil {
			continue
		}
		f.claim.Attribution, f.claim.Stance, f.claim.Hedged = best.speakers, best.stance, best.hedged
		f.because("attribution", "says.content", best.cue[0], best.cue[1])
	}
}
