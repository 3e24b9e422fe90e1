package toll_test

import (
	"testing"

	"cairn"
	"cairn/toll"
)

func plural(id, words string, opts ...func(*cairn.Claim)) cairn.Claim {
	return killed(id, "", append(opts, func(c *cairn.Claim) { c.Count = &cairn.Quantity{Qualifier: cairn.Plural, Text: words} })...)
}

func atMost(n int64) func(*cairn.Claim) {
	return func(c *cairn.Claim) { q := cairn.Of(n, cairn.AtMost); c.Count = &q }
}

func nearlyN(n int64) func(*cairn.Claim) {
	return func(c *cairn.Claim) { q := cairn.Of(n, cairn.Nearly); c.Count = &q }
}

func rejectIn(claim string) func(*story) { return func(s *story) { reject(s, claim) } }

// What one report's relations between its claims do to a figure.
func TestWhatRelationsMean(t *testing.T) {
	council := by("the council", "ngo")
	for _, c := range []struct {
		why     string
		measure cairn.Measure
		claims  []cairn.Claim
		more    func(*story)
		want    string
	}{
		{"a part of a part", cairn.Killed, []cairn.Claim{killed("k", "9", bySOHR), killed("l", "5", bySOHR, relates(cairn.OfWhich, "k")), killed("m", "2", bySOHR, relates(cairn.OfWhich, "l"))}, nil, "9, best 9"},
		{"parts of each other count once each way", cairn.Killed, []cairn.Claim{killed("k", "9", bySOHR, relates(cairn.OfWhich, "l")), killed("l", "5", bySOHR, relates(cairn.OfWhich, "k"))}, nil, "none"},
		{"a part of another measure stands alone", cairn.Injured, []cairn.Claim{killed("k", "9", bySOHR), killed("l", "5", bySOHR, as(cairn.Injured), relates(cairn.OfWhich, "k"))}, nil, "5, best 5"},
		{"a part of a rejected whole", cairn.Killed, []cairn.Claim{killed("k", "9", bySOHR), killed("l", "5", bySOHR, relates(cairn.OfWhich, "k"))}, rejectIn("k"), "5, best 5"},
		{"a rejected part", cairn.Killed, []cairn.Claim{killed("k", "9", bySOHR), killed("l", "5", bySOHR, relates(cairn.OfWhich, "k"))}, rejectIn("l"), "9, best 9"},
		{"a part of a whole without a number", cairn.Killed, []cairn.Claim{killed("k", "", bySOHR), killed("l", "5", bySOHR, relates(cairn.OfWhich, "k"))}, nil, "5 or more, best 5"},
		{"a part of a plural", cairn.Killed, []cairn.Claim{plural("k", "soldiers", bySOHR), killed("l", "5", bySOHR, relates(cairn.OfWhich, "k"))}, nil, "5 or more, best 5"},
		{"a part in a plural in a whole", cairn.Killed, []cairn.Claim{killed("k", "9", bySOHR), plural("l", "soldiers", bySOHR, relates(cairn.OfWhich, "k")), killed("m", "5", bySOHR, relates(cairn.OfWhich, "l"))}, nil, "9, best 9"},
		{"a part of what nobody said", cairn.Killed, []cairn.Claim{killed("l", "5", bySOHR, relates(cairn.OfWhich, "gone"))}, nil, "5, best 5"},
		{"two parts covered, and one besides", cairn.Killed, []cairn.Claim{killed("k", "21", bySOHR), killed("l", "17", bySOHR), killed("m", "40", bySOHR, relates(cairn.Covers, "k", "l")), killed("n", "3", bySOHR, relates(cairn.Besides, "m"))}, nil, "43, best 43"},
		{"a whole that covers what contains it", cairn.Killed, []cairn.Claim{killed("k", "21", bySOHR, relates(cairn.Covers, "l")), killed("l", "17", bySOHR, relates(cairn.Covers, "k"))}, nil, "21, best 21"},
		{"besides what another voice says", cairn.Killed, []cairn.Claim{killed("k", "21", bySOHR), killed("l", "17", council, relates(cairn.Besides, "k"))}, nil, "17 to 21, best 17"},
		{"besides people of another measure", cairn.Killed, []cairn.Claim{killed("k", "21", bySOHR), killed("l", "17", bySOHR, as(cairn.Injured), relates(cairn.Besides, "k"))}, nil, "21, best 21"},
		{"three besides one another", cairn.Killed, []cairn.Claim{killed("k", "1", bySOHR), killed("l", "2", bySOHR, relates(cairn.Besides, "k")), killed("m", "4", bySOHR, relates(cairn.Besides, "l"))}, nil, "7, best 7"},
		{"besides, the rejected left out", cairn.Killed, []cairn.Claim{killed("k", "1", bySOHR), killed("l", "2", bySOHR, relates(cairn.Besides, "k"))}, rejectIn("l"), "1, best 1"},
		{"the same said again in other words", cairn.Killed, []cairn.Claim{killed("k", "21", bySOHR), killed("l", "20-25", bySOHR, relates(cairn.Restates, "k"))}, nil, "20 to 25, best 20"},
		{"said again, and others besides", cairn.Killed, []cairn.Claim{killed("k", "21", bySOHR), killed("l", "24", bySOHR, relates(cairn.Restates, "k")), killed("m", "3", bySOHR, relates(cairn.Besides, "k"))}, nil, "24 to 27, best 24"},
		{"said again of another measure is another thing", cairn.Injured, []cairn.Claim{killed("k", "21", bySOHR), killed("l", "24", bySOHR, as(cairn.Injured), relates(cairn.Restates, "k"))}, nil, "24, best 24"},
		{"soldiers, and children who may be of any side", cairn.Killed, []cairn.Claim{killed("k", "21", bySOHR, of("armed_forces")), killed("l", "7", bySOHR, of("other"))}, nil, "7 to 21, best 7"},
		{"soldiers, and civilians among them", cairn.Killed, []cairn.Claim{killed("k", "21", bySOHR, of("armed_forces")), killed("l", "7", bySOHR, of("civilian"), relates(cairn.OfWhich, "k"))}, nil, "21, best 21"},
		{"soldiers and civilians by two voices", cairn.Killed, []cairn.Claim{killed("k", "21", bySOHR, of("armed_forces")), killed("l", "7", council, of("civilian"))}, nil, "7 to 21, best 7"},
		{"soldiers, police and fighters", cairn.Killed, []cairn.Claim{killed("k", "21", bySOHR, of("armed_forces")), killed("l", "24", bySOHR, of("police")), killed("m", "3", bySOHR, of("armed_group"))}, nil, "24 to 27, best 24"},
		{"two groups of soldiers told apart, and civilians", cairn.Killed, []cairn.Claim{killed("k", "21", bySOHR, of("armed_forces")), killed("l", "4", bySOHR, of("armed_forces"), relates(cairn.Besides, "k")), killed("m", "3", bySOHR, of("civilian"))}, nil, "28, best 28"},
		{"two groups of soldiers told apart, and a third count of soldiers", cairn.Killed, []cairn.Claim{killed("k", "21", bySOHR, of("armed_forces")), killed("l", "4", bySOHR, of("police"), relates(cairn.Besides, "k")), killed("m", "9", bySOHR, of("armed_forces")), killed("n", "3", bySOHR, of("civilian"))}, nil, "9 to 28, best 9"},
		{"the injured who died, at least five", cairn.Injured, []cairn.Claim{killed("k", "30", as(cairn.Injured), bySOHR), killed("l", "5-8", bySOHR, relates(cairn.Later, "k"))}, nil, "22 to 25, best 22"},
		{"of at least thirty injured five died", cairn.Injured, []cairn.Claim{killed("k", "30+", as(cairn.Injured), bySOHR), killed("l", "5", bySOHR, relates(cairn.Later, "k"))}, nil, "25 or more, best 25"},
		{"later of the same measure is nothing", cairn.Killed, []cairn.Claim{killed("k", "30", bySOHR), killed("l", "5", bySOHR, relates(cairn.Later, "k"))}, nil, "5 to 30, best 5"},
		{"later of a claim that counts nobody", cairn.Killed, []cairn.Claim{killed("k", "30", bySOHR), {ID: "e", Kind: cairn.Event, Stance: cairn.Asserted, Relates: []cairn.Relation{{To: "k", As: cairn.Later}}}}, nil, "30, best 30"},
		{"two later states of the same people", cairn.Injured, []cairn.Claim{killed("k", "30", as(cairn.Injured), bySOHR), killed("l", "5", bySOHR, relates(cairn.Later, "k")), killed("m", "3", bySOHR, as(cairn.Missing), relates(cairn.Later, "k"))}, nil, "22, best 22"},
	} {
		got := figureOf(t, "cairn", c.measure, func(s *story) {
			s.report("a", "Paper", "2015-09-19", c.claims...)
			if c.more != nil {
				c.more(s)
			}
		})
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.why, got, c.want)
		}
	}
}

// What the words of a count bound.
func TestWhatWordsBound(t *testing.T) {
	for _, c := range []struct {
		why, policy string
		claims      []cairn.Claim
		want        string
	}{
		{"about 100", "cairn", []cairn.Claim{killed("k", "~100", bySOHR)}, "50 to 149, best 100"},
		{"about 120", "cairn", []cairn.Claim{killed("k", "~120", bySOHR)}, "115 to 124, best 120"},
		{"about 121", "cairn", []cairn.Claim{killed("k", "~121", bySOHR)}, "121, best 121"},
		{"about 0", "cairn", []cairn.Claim{killed("k", "~0", bySOHR)}, "0, best 0"},
		{"nearly 1", "cairn", []cairn.Claim{killed("k", "", bySOHR, nearlyN(1))}, "0, best 0"},
		{"nearly 0", "cairn", []cairn.Claim{killed("k", "", bySOHR, nearlyN(0))}, "0, best 0"},
		{"nearly 10", "cairn", []cairn.Claim{killed("k", "", bySOHR, nearlyN(10))}, "5 to 9, best 5"},
		{"several dozens: the word of the policy that stands first", "cairn", []cairn.Claim{killed("k", "several dozens", bySOHR)}, "3 or more, best 3"},
		{"two-dozens with a hyphen", "cairn", []cairn.Claim{killed("k", "two-dozens", bySOHR)}, "24 or more, best 24"},
		{"dozens, perhaps more", "cairn", []cairn.Claim{killed("k", "dozens, perhaps more", bySOHR)}, "24 or more, best 24"},
		{"many dozens-strong", "cairn", []cairn.Claim{killed("k", "dozens-strong", bySOHR)}, "24 or more, best 24"},
		{"dozensful is another word", "cairn", []cairn.Claim{killed("k", "dozensful", bySOHR)}, "none"},
		{"undozens is another word", "cairn", []cairn.Claim{killed("k", "undozens", bySOHR)}, "none"},
		{"undozens and dozens", "cairn", []cairn.Claim{killed("k", "undozens dozens", bySOHR)}, "24 or more, best 24"},
		{"countless", "cairn", []cairn.Claim{killed("k", "countless", bySOHR)}, "none"},
		{"a word and a plural", "cairn", []cairn.Claim{killed("k", "dozens", bySOHR), plural("l", "soldiers", by("the council", "ngo"))}, "2 to 24 or more, best 2"},
		{"a word by an outlet, where a voice gives a number", "cairn", []cairn.Claim{killed("k", "dozens"), killed("l", "9", bySOHR)}, "9, best 9"},
		{"a word by a voice, where an outlet gives a number", "cairn", []cairn.Claim{killed("k", "dozens", bySOHR), killed("l", "9")}, "24 or more, best 24"},
		{"a word by an outlet, where it gives a number as well", "cairn", []cairn.Claim{killed("k", "dozens"), killed("l", "9")}, "9, best 9"},
		{"at most 20, and 15", "cairn", []cairn.Claim{killed("k", "", bySOHR, atMost(20)), killed("l", "15", by("the council", "ngo"))}, "15 to 20, best 15"},
		{"at most 10, and 15", "cairn", []cairn.Claim{killed("k", "", bySOHR, atMost(10)), killed("l", "15", by("the council", "ngo"))}, "15, best 15"},
		{"at most 10 soldiers and 15 civilians", "cairn", []cairn.Claim{killed("k", "", bySOHR, atMost(10), of("armed_forces")), killed("l", "15", bySOHR, of("civilian"))}, "15 to 25, best 15"},
		{"at least 10 soldiers and 15 civilians", "cairn", []cairn.Claim{killed("k", "10+", bySOHR, of("armed_forces")), killed("l", "15", bySOHR, of("civilian"))}, "25 or more, best 25"},
		{"dozens of soldiers and 15 civilians", "cairn", []cairn.Claim{killed("k", "dozens", bySOHR, of("armed_forces")), killed("l", "15", bySOHR, of("civilian"))}, "15, best 15"},
		{"the greatest, of at most 20", "highest", []cairn.Claim{killed("k", "", bySOHR, atMost(20)), killed("l", "15", by("the council", "ngo"))}, "15 to 20, best 20"},
		{"the least", "lowest", []cairn.Claim{killed("k", "20", bySOHR), killed("l", "15", by("the council", "ngo")), killed("m", "18", by("Civil Defence", "medical"))}, "15 to 20, best 15"},
		{"half is no majority", "majority", []cairn.Claim{killed("k", "45", bySOHR), killed("l", "56", by("the council", "ngo"))}, "45 to 56"},
		{"one voice is a majority", "majority", []cairn.Claim{killed("k", "45", bySOHR)}, "45, best 45"},
		{"as late: the named voice", "latest", []cairn.Claim{killed("k", "45", by("activists", "activist")), killed("l", "56", bySOHR)}, "56, best 56"},
		{"as late and as named: the lower", "latest", []cairn.Claim{killed("k", "45", bySOHR), killed("l", "56", by("the council", "ngo"))}, "45, best 45"},
	} {
		got := figureOf(t, c.policy, cairn.Killed, func(s *story) { s.report("a", "Paper", "2015-09-19", c.claims...) })
		if got != c.want {
			t.Errorf("%s under %s: %s, want %s", c.why, c.policy, got, c.want)
		}
	}
}

// A policy of one's own may bound words as it likes; only words are bounded.
func TestBoundsThatAPolicyGives(t *testing.T) {
	ten, twenty := int64(10), int64(20)
	for _, c := range []struct {
		why    string
		change func(*toll.Bound)
		claim  cairn.Claim
		want   string
	}{
		{"dozens between two numbers", func(b *toll.Bound) { b.Word = []toll.WordBound{{Says: "dozens", Low: &ten, High: &twenty}} }, killed("k", "dozens", bySOHR), "10 to 20, best 10"},
		{"dozens are at most 20", func(b *toll.Bound) { b.Word = []toll.WordBound{{Says: "dozens", High: &twenty}} }, killed("k", "dozens", bySOHR), "at most 20"},
		{"about 1,600 or more", func(b *toll.Bound) { b.About = "open" }, killed("k", "~1600", bySOHR), "1,600 or more, best 1,600"},
		{"about 1,600 is a point", func(b *toll.Bound) { b.About = "point" }, killed("k", "~1600", bySOHR), "1,600, best 1,600"},
		{"about 1,600 bounds nothing", func(b *toll.Bound) { b.About = "none" }, killed("k", "~1600", bySOHR), "none"},
		{"about, with bounds of its own", func(b *toll.Bound) { b.About = "point" }, killed("k", "", bySOHR, func(c *cairn.Claim) {
			c.Count = &cairn.Quantity{Qualifier: cairn.About, Value: ptr(int64(15)), Low: &ten, High: &twenty}
		}), "10 to 20, best 10"},
		{"a plural that bounds nothing", func(b *toll.Bound) { b.Plural = nil }, plural("k", "soldiers", bySOHR), "none"},
	} {
		own := *policy(t, "cairn")
		c.change(&own.Bound)
		s := newStory(t)
		s.report("a", "Paper", "2015-09-19", c.claim)
		s.incident("i", "2015-09-18", nusra, "k")
		figures, err := s.index().Figures("i", toll.Query{Policy: &own})
		if err != nil {
			t.Fatal(err)
		}
		got := "none"
		if len(figures) > 0 && (figures[0].Low != nil || figures[0].High != nil) {
			got = text(figures[0].Range)
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.why, got, c.want)
		}
	}
}
