package when

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"cairn"
)

func on(day cairn.Day) Anchor { return Anchor{Published: cairn.Period{Start: day, End: day}} }

// 2015-09-19 is a Saturday.
func TestExpressionsAndTheirDays(t *testing.T) {
	for _, c := range []struct{ in, text, days, precision string }{
		{"The base fell on September 9.", "September 9", "2015-09-09 2015-09-09", "day"},
		{"The base fell on Sept. 9, a monitor said.", "Sept. 9", "2015-09-09 2015-09-09", "day"},
		{"It fell on Wednesday, 9 September 2015.", "Wednesday, 9 September 2015", "2015-09-09 2015-09-09", "day"},
		{"IT FELL ON SEPTEMBER 9, 2015.", "SEPTEMBER 9, 2015", "2015-09-09 2015-09-09", "day"},
		{"on the 9th of September", "the 9th of September", "2015-09-09 2015-09-09", "day"},
		{"between 9 and 12 September", "between 9 and 12 September", "2015-09-09 2015-09-12", "days"},
		{"from Sept. 9 to 12", "from Sept. 9 to 12", "2015-09-09 2015-09-12", "days"},
		{"June 19-20", "June 19-20", "2015-06-19 2015-06-20", "days"},
		{"on 2015-09-09", "2015-09-09", "2015-09-09 2015-09-09", "day"},
		{"on 9/18/2015", "9/18/2015", "2015-09-18 2015-09-18", "day"},
		{"shot dead on Friday", "Friday", "2015-09-18 2015-09-18", "day"},
		{"shot dead on Saturday", "Saturday", "2015-09-19 2015-09-19", "day"},
		{"late Thursday night", "late Thursday night", "2015-09-17 2015-09-17", "day"},
		{"will be buried on Monday", "Monday", "2015-09-21 2015-09-21", "day"},
		{"last Saturday", "last Saturday", "2015-09-12 2015-09-12", "day"},
		{"next Monday", "next Monday", "2015-09-21 2015-09-21", "day"},
		{"took place yesterday on a runway", "yesterday", "2015-09-18 2015-09-18", "day"},
		{"died overnight", "overnight", "2015-09-18 2015-09-19", "days"},
		{"a principios de septiembre", "principios de septiembre", "2015-09-01 2015-09-10", "range"},
		{"في أواخر أغسطس", "أواخر أغسطس", "2015-08-21 2015-08-31", "range"},
		{"el mes pasado", "mes pasado", "2015-08-01 2015-08-31", "month"},
		{"la semaine dernière", "semaine dernière", "2015-09-07 2015-09-13", "week"},
		{"الأسبوع الماضي", "الأسبوع الماضي", "2015-09-07 2015-09-13", "week"},
		{"on the night of the 9th", "the night of the 9th", "2015-09-09 2015-09-09", "day"},
		{"captured last week", "last week", "2015-09-07 2015-09-13", "week"},
		{"Earlier this year, groups captured it", "Earlier this year", "2015-01-01 2015-09-19", "range"},
		{"early September", "early September", "2015-09-01 2015-09-10", "range"},
		{"in mid-August 2014", "mid-August 2014", "2014-08-11 2014-08-20", "range"},
		{"by the end of February 2016", "the end of February 2016", "2016-02-21 2016-02-29", "range"},
		{"in late 2014", "late 2014", "2014-09-01 2014-12-31", "range"},
		{"the second half of August", "the second half of August", "2015-08-17 2015-08-31", "range"},
		{"in the first half of 2014", "the first half of 2014", "2014-01-01 2014-07-02", "range"},
		{"from March to May 2015", "from March to May 2015", "2015-03-01 2015-05-31", "range"},
		{"from November to February 2015", "from November to February 2015", "2014-11-01 2015-02-28", "range"},
		{"the week of 14 September", "the week of 14 September", "2015-09-14 2015-09-20", "week"},
		{"The base fell on the 9th.", "on the 9th", "2015-09-09 2015-09-09", "day"},
		{"shot on the 25th, activists said", "on the 25th", "2015-08-25 2015-08-25", "day"},
		{"will be held on the 25th", "on the 25th", "2015-09-25 2015-09-25", "day"},
		{"on the 9th floor", "", "", ""},
		{"on the 9th Brigade", "", "", ""},
		{"the 9th of last month", "the 9th of last month", "2015-08-09 2015-08-09", "day"},
		{"in the early hours of Saturday", "Saturday", "2015-09-19 2015-09-19", "day"},
		{"at 9 p.m. on Thursday", "Thursday", "2015-09-17 2015-09-17", "day"},
		{"at 21:30 on September 9, 2015", "September 9, 2015", "2015-09-09 2015-09-09", "day"},
		{"at noon on Friday", "noon on Friday", "2015-09-18 2015-09-18", "day"},
		{"at 3pm", "3pm", "", ""},
		{"in Ramadan 1436", "Ramadan 1436", "2015-06-18 2015-07-17", "range"},
		{"on the third day of Ramadan", "the third day of Ramadan", "2015-06-19 2015-06-21", "days"},
		{"10 Dhu al-Hijja 1436", "10 Dhu al-Hijja 1436", "2015-09-23 2015-09-25", "days"},
		{"during Eid al-Fitr", "Eid al-Fitr", "2015-07-17 2015-07-19", "days"},
		{"in 1436 AH", "1436 AH", "2014-10-25 2015-10-14", "range"},
		{"في 9 تشرين الثاني 2014", "9 تشرين الثاني 2014", "2014-11-09 2014-11-09", "day"},
		{"كانون الثاني 2015", "كانون الثاني 2015", "2015-01-01 2015-01-31", "month"},
		{"since the capture", "since the capture", "", ""},
		{"the fifth year of the war", "the fifth year of the war", "", ""},
		{"two days ago", "two days ago", "2015-09-17 2015-09-17", "day"},
		{"in the past 24 hours", "past 24 hours", "2015-09-18 2015-09-19", "days"},
		{"in March 2011", "March 2011", "2011-03-01 2011-03-31", "month"},
		{"in March. 12 people died", "March", "2015-03-01 2015-03-31", "month"},
		{"since 2011", "2011", "2011-01-01 2011-12-31", "year"},
		{"in the third quarter of 2014", "the third quarter of 2014", "2014-07-01 2014-09-30", "range"},
		{"in the 1990s", "1990s", "1990-01-01 1999-12-31", "range"},
		{"in the month of Ramadan", "the month of Ramadan", "2015-06-18 2015-07-17", "range"},
		{"now hold the province", "now", "2015-09-19 2015-09-19", "day"},
		{"le 9 septembre 2015", "9 septembre 2015", "2015-09-09 2015-09-09", "day"},
		{"el 9 de septiembre de 2015", "9 de septiembre de 2015", "2015-09-09 2015-09-09", "day"},
		{"في 9 سبتمبر 2015", "9 سبتمبر 2015", "2015-09-09 2015-09-09", "day"},
		{"يوم السبت", "السبت", "2015-09-19 2015-09-19", "day"},
		{"in '93", "", "", ""},
		{"in May '93", "May '93", "1993-05-01 1993-05-31", "month"},
		{"it may rain, and they march on", "", "", ""},
		{"2,000 people and 2015 soldiers", "", "", ""},
		{"February 30", "", "", ""},
		{"a $2000 fine", "", "", ""},
	} {
		got := Scan(c.in, on("2015-09-19"))
		var m Mention
		if len(got) > 0 {
			m = got[0]
		}
		days := strings.TrimSpace(string(m.Start) + " " + string(m.End))
		if text := c.in[m.Span[0]:m.Span[1]]; text != c.text || days != c.days || m.Precision != c.precision || len(got) > 1 {
			t.Errorf("%q: %q is %s (%s), %d found; want %q %s (%s)", c.in, text, days, m.Precision, len(got), c.text, c.days, c.precision)
		}
	}
}

func TestTimesOfDay(t *testing.T) {
	for in, want := range map[string]string{
		"at 9 p.m. on Thursday": "21:00", "at 12:05 am on Friday": "00:05", "Friday at 21:30": "21:30", "3 PM Tuesday": "15:00",
		"late Thursday night": "night", "at dawn on Friday": "dawn", "early hours of Saturday": "early hours", "on Friday": "",
		"at noon": "noon", "At 5:15 pm on Tuesday, October 10th 2023": "17:15", "on October 10, 2023, at 6:30 a.m.": "06:30",
	} {
		if got := Scan(in, on("2015-09-19")); len(got) != 1 || got[0].TimeOfDay != want {
			t.Errorf("%q: %+v, want %q", in, got, want)
		}
	}
	for _, in := range []string{"a score of 3:2", "24:61", "13 pm", "room 9 pmx", "the 9 amateurs"} {
		for _, m := range Scan(in, on("2015-09-19")) {
			t.Errorf("%q: %+v", in, m)
		}
	}
}

// What counts from an event is known when somebody says when that was.
func TestFromAnEvent(t *testing.T) {
	a := on("2015-09-19")
	a.Began = "2011-03-15"
	for in, want := range map[string]cairn.Period{
		"the fifth year of the war":     {Start: "2015-03-15", End: "2016-03-14"},
		"the third day of the campaign": {Start: "2011-03-17", End: "2011-03-17"},
		"since the uprising began":      {Start: "2011-03-15", End: "2015-09-19"},
		"since the capture":             {Start: "2011-03-15", End: "2015-09-19"},
	} {
		if got := Scan(in, a); len(got) != 1 || got[0].Period != want || got[0].Kind != Event {
			t.Errorf("%q: %+v, want %v", in, got, want)
		}
	}
}

func TestAPartKeepsItsWhole(t *testing.T) {
	m := Scan("in early December", on("2015-09-19"))[0]
	if m.Whole != (cairn.Period{Start: "2015-12-01", End: "2015-12-31"}) || m.Past != (cairn.Period{Start: "2014-12-01", End: "2014-12-10"}) {
		t.Errorf("%+v", m)
	}
}

func TestWithoutADateRelativeWordsStayUnresolved(t *testing.T) {
	got := Scan("yesterday, on Friday and on September 9, 2015", Anchor{})
	if len(got) != 3 || got[0].Resolved() || got[1].Resolved() || got[0].Basis != cairn.Relative || got[2].Start != "2015-09-09" {
		t.Errorf("%+v", got)
	}
}

func TestWhatIsPastAndWhatMayLieAhead(t *testing.T) {
	m := Scan("on December 10", on("2015-11-02"))[0]
	if m.Start != "2015-12-10" || m.Past.Start != "2014-12-10" {
		t.Errorf("%+v", m)
	}
}

func TestAnotherDayOfTheText(t *testing.T) {
	got := Scan("On September 9 it fell. The next day 40 were shot.", on("2015-09-19"))
	if len(got) != 2 || got[1].Start != "2015-09-10" {
		t.Errorf("%+v", got)
	}
}

func TestBadRuleFilesAreRefusedWithTheirLine(t *testing.T) {
	for _, c := range []struct{ words, rules, want string }{
		{"may MONTH\n", "", "words.txt:1"},
		{"may month 5\n", "", "words.txt:1"},
		{"# a comment\nmay MONTH five\n", "", "words.txt:2"},
		{"", "MONTH => fly\n", "rules.txt:1"},
		{"", "MONTH\n", "rules.txt:1"},
		{"", "(MONTH DAY => mdy\n", "rules.txt:1"},
		{"", "MONTH => feast x\n", "rules.txt:1"},
	} {
		if _, err := parseGrammar("words.txt", c.words, "rules.txt", c.rules); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q %q: %v, want %s", c.words, c.rules, err, c.want)
		}
	}
	if _, err := parseGrammar("words.txt", wordsFile, "rules.txt", rulesFile); err != nil {
		t.Error(err)
	}
}

func FuzzScan(f *testing.F) {
	f.Add("On Sept. 9, 2015, last week's Friday and 1/2/34", "2015-09-19")
	f.Add("99999999999999 years ago", "0001-01-01")
	f.Add("between 31 and 1 February 9999", "9999-12-31")
	f.Fuzz(func(t *testing.T, text, day string) {
		last := 0
		for _, m := range Scan(text, on(cairn.Day(day))) {
			if m.Span[0] < last || m.Span[1] > len(text) || m.Span.Empty() {
				t.Fatalf("span %v of a text of %d bytes", m.Span, len(text))
			}
			last = m.Span[1]
			if m.Resolved() && m.End < m.Start && len(m.Start) == len(m.End) {
				t.Fatalf("%q ends before it starts: %v", text[m.Span[0]:m.Span[1]], m.Period)
			}
		}
	})
}

func FuzzGrammar(f *testing.F) {
	f.Add(wordsFile, rulesFile)
	f.Fuzz(func(t *testing.T, words, rules string) {
		if len(rules) > 4000 || strings.Count(rules, "(") > 12 {
			t.Skip()
		}
		parseGrammar("w", words, "r", rules)
	})
}

func BenchmarkScan(b *testing.B) {
	text := strings.Repeat("The police said that a man was shot and killed near the river on Friday night, two days after the fire. Witnesses spoke of a car that had been seen in the street before the shots were heard, and of three men who ran away. ", 200)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Scan(text, on("2015-09-19"))
	}
}

// The labelled articles beside the project: how many calendar expressions are
// found and resolved to the same days.
func TestTempEval(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "shared", "bench", "dev", "tempeval.jsonl"))
	if err != nil {
		t.Skip("shared/bench/dev/tempeval.jsonl is absent")
	}
	var right, found, wanted int
	misses := map[string]int{}
	lines := bufio.NewScanner(bytes.NewReader(data))
	for lines.Buffer(nil, 1<<24); lines.Scan(); {
		var r struct {
			Date, Text string
			Gold       struct {
				Timex []struct {
					Start, End        int
					Text, Type, Value string
				}
			}
		}
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		var at []int // byte of each character
		for i := range r.Text {
			at = append(at, i)
		}
		at = append(at, len(r.Text))
		got := Scan(r.Text, on(cairn.Day(r.Date[:10])))
		used := map[int]bool{}
		for _, m := range got {
			if !m.Resolved() || m.Kind == Present {
				continue
			}
			hit, optional := -1, false
			for k, x := range r.Gold.Timex {
				span := cairn.Span{at[x.Start], at[x.End]}
				if !m.Span.Overlaps(span) {
					continue
				}
				if _, ok := goldDays(x.Type, x.Value); !ok {
					optional = true
				} else if !used[k] {
					hit = k
					break
				}
			}
			switch {
			case hit >= 0:
				used[hit] = true
				found++
				if p, _ := goldDays(r.Gold.Timex[hit].Type, r.Gold.Timex[hit].Value); p == named(m) {
					right++
				} else {
					misses["wrong "+strings.ToLower(r.Gold.Timex[hit].Text)]++
				}
			case !optional:
				found++
				misses["extra "+strings.ToLower(r.Text[m.Span[0]:m.Span[1]])]++
			}
		}
		for k, x := range r.Gold.Timex {
			if _, ok := goldDays(x.Type, x.Value); ok {
				wanted++
				if !used[k] {
					misses["missed "+strings.ToLower(x.Text)]++
				}
			}
		}
	}
	p, rec := float64(right)/float64(found), float64(right)/float64(wanted)
	f1 := 2 * p * rec / (p + rec)
	t.Logf("resolved to the same days: P %.4f R %.4f F1 %.4f", p, rec, f1)
	if os.Getenv("CAIRN_SHOW") != "" {
		for k, n := range misses {
			if n > 1 {
				t.Logf("%3d %s", n, k)
			}
		}
	}
	if f1 < 0.75 {
		t.Errorf("F1 %.4f fell below 0.75", f1)
	}
}

// named is the month or year that the labels give where the words mean a part of it.
func named(m Mention) cairn.Period {
	if m.Whole.Known() {
		return m.Whole
	}
	return m.Period
}

var weekValue = regexp.MustCompile(`^(\d{4})-W(\d\d)$`)

func goldDays(kind, value string) (cairn.Period, bool) {
	if kind != "DATE" && kind != "TIME" {
		return cairn.Period{}, false
	}
	var s stretch
	switch {
	case regexp.MustCompile(`^\d{4}-\d\d-\d\d(T.*)?$`).MatchString(value):
		d, ok := parseDay(cairn.Day(value[:10]))
		if !ok {
			return cairn.Period{}, false
		}
		s = one(d)
	case regexp.MustCompile(`^\d{4}-\d\d$`).MatchString(value):
		y, _ := strconv.Atoi(value[:4])
		m, _ := strconv.Atoi(value[5:])
		s = monthOf(y, m)
	case weekValue.MatchString(value):
		y, _ := strconv.Atoi(value[:4])
		w, _ := strconv.Atoi(value[6:])
		d, _ := parseDay(cairn.DayOf(time.Date(y, 1, 4, 0, 0, 0, 0, time.UTC)))
		s = weekOf(d + day(7*(w-1)))
	case regexp.MustCompile(`^\d{4}$`).MatchString(value):
		y, _ := strconv.Atoi(value)
		s = yearOf(y)
	case regexp.MustCompile(`^\d{4}-Q[1-4]$`).MatchString(value):
		y, _ := strconv.Atoi(value[:4])
		s = monthsOf(y, int(value[6]-'0')*3-2, 3)
	default:
		return cairn.Period{}, false
	}
	return cairn.Period{Start: s.from.text(), End: s.to.text()}, true
}
