package link

import (
	"slices"
	"strings"
	"testing"

	"cairn"
)

// People who say something together are one root; the sources that a row of a
// data set lists are several.
func TestJointSpeakersAreOneRoot(t *testing.T) {
	for _, c := range []struct {
		why    string
		claims []string // who says each, as "A + B"; "~" before those without a name; "row:" for a row's sources
		roots  string
		low    int
		high   int
	}{
		{"one statement of two", []string{"Monitor + Civil Defence"}, "Civil Defence + Monitor: 0", 1, 1},
		{"in either order", []string{"Monitor + Civil Defence", "Civil Defence + Monitor"}, "Civil Defence + Monitor: 0 1", 1, 1},
		{"one of them alone too", []string{"Monitor + Civil Defence", "Monitor"}, "Monitor: 0 1", 1, 1},
		{"each of them alone too", []string{"Monitor + Civil Defence", "Monitor", "Civil Defence"}, "Civil Defence: 0 2, Monitor: 1", 2, 2},
		{"two statements that share a speaker", []string{"Monitor + Civil Defence", "Monitor + Red Crescent"}, "Civil Defence + Monitor + Red Crescent: 0 1", 1, 1},
		{"two that share none", []string{"Monitor + Civil Defence", "Council + Red Crescent"}, "Civil Defence + Monitor: 0, Council + Red Crescent: 1", 2, 2},
		{"with people who have no name", []string{"~activists + Monitor"}, "Monitor: 0", 1, 1},
		{"people without a name, who also speak alone", []string{"~activists + Monitor", "~activists"}, "Monitor: 0, activists: 1", 1, 2},
		{"a party beside a monitor", []string{"Jabhat al-Nusra + Monitor"}, "Monitor: 0", 1, 1},
		{"the sources of a row", []string{"row:Monitor + Civil Defence"}, "Civil Defence: 0, Monitor: 0", 2, 2},
		{"a row and one of its sources alone", []string{"row:Monitor + Civil Defence", "Monitor"}, "Monitor: 0 1, Civil Defence: 0", 2, 2},
	} {
		var reports []cairn.Coded
		for i, by := range c.claims {
			reports = append(reports, report("r"+string(rune('0'+i)), "2015-09-19", "", "", []told{{what: "killed 56", who: "captives", hands: "Jabhat al-Nusra", where: "base", when: "2015-09-18"}}))
			speakTogether(&reports[i].Claims[0], by)
		}
		all := linked(t, reports)
		if len(all) != 1 {
			t.Fatalf("%s: %d incidents", c.why, len(all))
		}
		var roots []string
		for _, o := range all[0].Origins {
			one := o.Root + ":"
			for i := range c.claims {
				if slices.Contains(o.Claims, reports[i].Claims[0].ID) {
					one += " " + string(rune('0'+i))
				}
			}
			roots = append(roots, one)
		}
		if got := strings.Join(roots, ", "); got != c.roots || all[0].Independence != (cairn.Independence{Low: c.low, High: c.high}) {
			t.Errorf("%s: %s, %v; want %s, %d to %d", c.why, got, all[0].Independence, c.roots, c.low, c.high)
		}
	}
}

func speakTogether(c *cairn.Claim, by string) {
	by, row := strings.CutPrefix(by, "row:")
	if row {
		c.Rule = cairn.RowRule + "ged"
	}
	var speakers []cairn.Speaker
	for _, name := range strings.Split(by, " + ") {
		name, unnamed := strings.CutPrefix(name, "~")
		sp := cairn.Speaker{Words: cairn.Words{Text: name}, Named: !unnamed, Type: "monitor"}
		if unnamed {
			sp.Type = "activist"
		}
		speakers = append(speakers, sp)
	}
	speakers[0].With = speakers[1:]
	c.Attribution = speakers[:1]
}

func linked(t *testing.T, reports []cairn.Coded) []*cairn.LinkedIncident {
	set, err := New(reports, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var out []*cairn.LinkedIncident
	for _, l := range set.Linked() {
		if l.LinkedIncident != nil {
			out = append(out, l.LinkedIncident)
		}
	}
	return out
}
