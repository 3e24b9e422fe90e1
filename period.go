package cairn

import (
	"fmt"
	"strings"
	"time"
)

// Day is a calendar day written as YYYY-MM-DD, without a time zone: the day
// that the speaker named, where they were.
type Day string

// DayOf returns the day of a moment in its own zone.
func DayOf(t time.Time) Day { return Day(t.Format(time.DateOnly)) }

// Time returns midnight UTC of the day, and whether the day is a real one.
func (d Day) Time() (time.Time, bool) {
	t, err := time.Parse(time.DateOnly, string(d))
	return t, err == nil
}

// Add returns the day n days later.
func (d Day) Add(n int) Day {
	t, ok := d.Time()
	if !ok {
		return d
	}
	return DayOf(t.AddDate(0, 0, n))
}

// Period is a stretch of days, both ends included. An absent end is unknown.
type Period struct {
	Start Day `json:"start,omitempty"`
	End   Day `json:"end,omitempty"`
}

// Known says whether at least one end is known.
func (p Period) Known() bool { return p.Start != "" || p.End != "" }

// Overlaps says whether the two periods can share a day; an unknown end is open.
func (p Period) Overlaps(q Period) bool {
	before := func(end, start Day) bool { return end != "" && start != "" && end < start }
	return !before(p.End, q.Start) && !before(q.End, p.Start)
}

// ParsePeriod reads the date of a report: an RFC 3339 moment, a day
// (2015-09-19), an interval of days (2015-09-18/2015-09-20), or a day with its
// month in English words as web pages write it ("Wed Nov 23, 2016 | 4:55pm").
func ParsePeriod(s string) (Period, error) {
	if p, ok := partlyUnknown(s); ok {
		return p, nil
	}
	first, last, isRange := strings.Cut(s, "/")
	start, err := parseDay(first)
	if err != nil {
		return Period{}, err
	}
	end := start
	if isRange {
		if end, err = parseDay(last); err != nil {
			return Period{}, err
		}
	}
	if end < start {
		return Period{}, fmt.Errorf("date %q ends before it starts: write the earlier day first", s)
	}
	return Period{Start: start, End: end}, nil
}

// partlyUnknown reads a day whose digits are partly not known, as catalogues
// write it ("1990-02-??", "????-02-07"; EDTF writes X): the month or year that
// is known, or an unknown period where the year is not.
func partlyUnknown(s string) (Period, bool) {
	if len(s) != len(time.DateOnly) || !strings.ContainsAny(s, "?X") || strings.Trim(s, "0123456789?X-") != "" || s[4] != '-' || s[7] != '-' {
		return Period{}, false
	}
	known := func(part string) bool { return !strings.ContainsAny(part, "?X") }
	if !known(s[:4]) {
		return Period{}, true
	}
	from, to := s[:4]+"-01-01", s[:4]+"-12-31"
	if known(s[5:7]) {
		from = s[:7] + "-01"
		first, err := time.Parse(time.DateOnly, from)
		if err != nil {
			return Period{}, false
		}
		to = first.AddDate(0, 1, -1).Format(time.DateOnly)
	}
	return Period{Start: Day(from), End: Day(to)}, true
}

func parseDay(s string) (Day, error) {
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return DayOf(t), nil
	}
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04", "2006-01-02T15:04:05",
		"2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05Z07", "2006-01-02 15:04:05"} {
		if t, err := time.Parse(layout, s); err == nil {
			return DayOf(t), nil
		}
	}
	// "2016-12-10 18:38 ET": the zone's name says too little to move the day.
	if len(s) > 11 && s[10] == ' ' && '0' <= s[11] && s[11] <= '9' {
		if t, err := time.Parse(time.DateOnly, s[:10]); err == nil {
			return DayOf(t), nil
		}
	}
	if day, ok := writtenDay(s); ok {
		return day, nil
	}
	return "", fmt.Errorf("date %q is not a day: write it as 2015-09-19, 2015-09-18/2015-09-20 or 2015-09-19T10:00:00Z", s)
}

// writtenDay finds the one day in "December 13, 2016 4:51 pm ET" or "5 Apr
// 2015". A day and month in digits is left alone: who wrote 4/5 is not said.
func writtenDay(s string) (Day, bool) {
	words := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' || r == '.' || r == '|' })
	for i := 0; i+2 < len(words); i++ {
		month, day, year := words[i], words[i+1], words[i+2]
		if month != "" && '0' <= month[0] && month[0] <= '9' {
			month, day = day, month
		}
		if len(month) < 3 || len(year) != 4 {
			continue
		}
		t, err := time.Parse("2 Jan 2006", day+" "+month[:3]+" "+year)
		if err == nil && strings.HasPrefix(strings.ToLower(t.Month().String()), strings.ToLower(strings.TrimSuffix(month, "t"))) {
			return DayOf(t), true
		}
	}
	return "", false
}
