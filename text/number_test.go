package text

import (
	"fmt"
	"strings"
	"testing"

	"cairn"
)

// shown writes a quantity as "at_least 45.. «at least 45»".
func shown(q cairn.Quantity) string {
	bound := func(p *int64) string {
		if p == nil {
			return ""
		}
		return fmt.Sprint(*p)
	}
	s := string(q.Qualifier) + " " + bound(q.Low) + ".." + bound(q.High)
	if q.Value != nil {
		s += " ~" + bound(q.Value)
	}
	return s + " «" + q.Text + "»"
}

func TestCounts(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"45 soldiers", "exact 45..45 «45»"},
		{"at least 45 soldiers", "at_least 45.. «at least 45»"},
		{"More than 250,000 people", "more_than 250001.. «More than 250,000»"},
		{"as many as 12 people", "at_most ..12 «as many as 12»"},
		{"up to thirty people", "at_most ..30 «up to thirty»"},
		{"fewer than 10 fighters", "fewer_than ..9 «fewer than 10»"},
		{"some 400 men", "about .. ~400 «some 400»"},
		{"nearly 71 men", "nearly .. ~71 «nearly 71»"},
		{"between 40 and 45 men", "between 40..45 «between 40 and 45»"},
		{"40 to 45 men", "between 40..45 «40 to 45»"},
		{"at least 18 and potentially more than 25 deaths", "between 18..25 «at least 18 and potentially more than 25»"},
		{"20-25 men", "between 20..25 «20-25»"},
		{"20/25 men", "between 20..25 «20/25»"},
		{"two or three men", "between 2..3 «two or three»"},
		{"forty-five men", "exact 45..45 «forty-five»"},
		{"twenty two men", "exact 22..22 «twenty two»"},
		{"a hundred and five men", "exact 105..105 «a hundred and five»"},
		{"one hundred and twenty men", "exact 120..120 «one hundred and twenty»"},
		{"two thousand three hundred men", "exact 2300..2300 «two thousand three hundred»"},
		{"2.5 million people", "exact 2500000..2500000 «2.5 million»"},
		{"a dozen men", "about .. ~12 «a dozen»"},
		{"half a dozen men", "about .. ~6 «half a dozen»"},
		{"two dozen men", "about .. ~24 «two dozen»"},
		{"at least a dozen men", "at_least 12.. «at least a dozen»"},
		{"dozens of men", "word .. «dozens»"},
		{"at least dozens of men", "word .. «at least dozens»"},
		{"tens of thousands of people", "word .. «tens of thousands»"},
		{"a couple of men", "exact 2..2 «a couple of»"},
		{"several men", "word .. «several»"},
		{"45 or more men", "at_least 45.. «45 or more»"},
		{"50+ men", "at_least 50.. «50+»"},
		{"at least another 12 men", "at_least 12.. «at least another 12»"},
		{"a total of 12 men", "exact 12..12 «a total of 12»"},
		{"at least 2000 men", "at_least 2000.. «at least 2000»"},
		{"٤٥ جنديا", "exact 45..45 «٤٥»"},
		{"100000000000000000000 men", "exact .. «100000000000000000000»"},
		{"ABOUT 50 PEASANTS", "about .. ~50 «ABOUT 50»"},
	} {
		p := Parse(c.in)
		numbers := p.Numbers()
		if len(numbers) != 1 || numbers[0].Kind != Count {
			t.Errorf("%q: got %+v, want one count", c.in, numbers)
			continue
		}
		if got := shown(p.Quantity(numbers[0])); got != c.want {
			t.Errorf("%q: got %s, want %s", c.in, got, c.want)
		}
	}
}

func TestNumbersThatCountNobody(t *testing.T) {
	for _, c := range []struct {
		in   string
		want NumberKind
	}{
		{"in 2015 it fell", Year}, {"since March 2011", Year}, {"on Feb. 6 it fell", DayOf}, {"on 6 February", DayOf},
		{"at 10:30 it fell", Clock}, {"at 8 p.m. it fell", Clock}, {"12/10/2014 it fell", DayOf},
		{"John Marsh, 33, of Gary", Age}, {"aged 33 he fell", Age}, {"33 years old", Age}, {"a 20 year old girl", Age},
		{"a 9 mm pistol", Calibre}, {"a 9mm pistol", Calibre}, {"$45 each", Money}, {"45 percent", Share}, {"half of them", Share},
		{"40 miles away", Measure}, {"three days ago", Duration}, {"shot three times", Times}, {"two counts of murder", Charge},
		{"the 1400 block of Elm", Street}, {"Route 66 is shut", Name}, {"she told KXQ 6 Monday", Name}, {"Law 18314 passed", Name}, {"the second of them", Rank},
		{"the 21st man", Rank}, {"call 555-1234 now", Name}, {"fired 15 rounds", Shots}, {"a 2.5 quake", Measure},
	} {
		numbers := Parse(c.in).Numbers()
		if len(numbers) != 1 || numbers[0].Kind != c.want {
			t.Errorf("%q: got %+v, want one of kind %d", c.in, numbers, c.want)
		}
	}
}

func TestMinimalPairsOfNumbers(t *testing.T) {
	for _, pair := range [][2]string{
		{"at least 45 men", "AT LEAST 45 MEN"}, {"forty-five men", "45 men"}, {"at least twelve men", "at least 12 men"},
		{"1,200 men", "1200 men"}, {"twenty to thirty men", "20-30 men"},
	} {
		read := func(s string) string {
			p := Parse(s)
			n := p.Numbers()
			if len(n) != 1 {
				t.Fatalf("%q: %+v", s, n)
			}
			got, _, _ := strings.Cut(shown(p.Quantity(n[0])), " «")
			return got
		}
		if a, b := read(pair[0]), read(pair[1]); a != b {
			t.Errorf("%q is %s but %q is %s", pair[0], a, pair[1], b)
		}
	}
}
