package place

import (
	"fmt"
	"strings"
	"time"

	"cairn"
)

// Gazetteers say since when a name or a boundary held in many ways: a day, a
// month, a year, a moment, or the extended dates of Who's On First ("2015-09~",
// "uuuu" where it is not known, ".." where it goes on).

// ParseDays reads a day, a month (2015-09), a year, or two of them with a slash
// between.
func ParseDays(s string) (cairn.Period, error) {
	from, to, isRange := strings.Cut(s, "/")
	if !isRange {
		to = from
	}
	days, bad := heldPeriod(from, to)
	if bad != "" || days.Start == "" || days.End == "" {
		return cairn.Period{}, fmt.Errorf("%q is not a day, month or year: write 2015-09-19, 2015-09 or 2015, or two of them with a slash between", s)
	}
	return days, nil
}

// heldPeriod reads a first and a last day; an end that is not said stays open.
// What is written and is no date is given back in bad.
func heldPeriod(from, to string) (days cairn.Period, bad string) {
	start, ok := heldDay(from, false)
	if !ok {
		return days, from
	}
	end, ok := heldDay(to, true)
	switch {
	case !ok:
		return days, to
	case start != "" && end != "" && end < start:
		return days, from + " to " + to
	}
	return cairn.Period{Start: start, End: end}, ""
}

// heldDay is the first day of what is written, or the last.
func heldDay(s string, last bool) (cairn.Day, bool) {
	s = strings.Trim(strings.TrimSpace(s), "~?%")
	if s == "" || s == ".." || strings.ContainsAny(s, "uUX") || s == "open" || s == "-1" {
		return "", true
	}
	if len(s) > 4 && s[4] == '/' {
		s = strings.ReplaceAll(s, "/", "-")
	}
	s, _, _ = strings.Cut(s, "T")
	s, _, _ = strings.Cut(s, " ")
	s = strings.TrimRight(s, "~?%")
	for _, form := range [...]struct {
		layout        string
		months, years int
	}{{time.DateOnly, 0, 0}, {"2006-01", 1, 0}, {"2006", 0, 1}} {
		t, err := time.Parse(form.layout, s)
		if err != nil {
			continue
		}
		if last && form.months+form.years > 0 {
			t = t.AddDate(form.years, form.months, -1)
		}
		return cairn.DayOf(t), t.Year() > 0
	}
	return "", false
}

// written is what a file says of a date under one of some keys: text, or the
// milliseconds since 1970 of an exported map.
func written(values map[string]any, keys ...string) string {
	for _, k := range keys {
		switch v := values[k].(type) {
		case string:
			if strings.TrimSpace(v) != "" {
				return v
			}
		case float64:
			if v > 1e10 || v < -1e10 {
				return string(cairn.DayOf(time.UnixMilli(int64(v)).UTC()))
			}
		}
	}
	return ""
}

// third notes the third-order division that a place lies in.
func (im *importer) third(id, code, name string) {
	if name == "" {
		return
	}
	if im.out.Beside.Thirds == nil {
		im.out.Beside.Thirds = map[string]Division{}
	}
	im.out.Beside.Thirds[id] = Division{code, name}
}

// held notes the days in which a place was there; of several stretches, from
// the first to the last.
func (im *importer) held(id string, days cairn.Period) {
	if im.out.Beside.Held == nil {
		im.out.Beside.Held = map[string]cairn.Period{}
	}
	if was, ok := im.out.Beside.Held[id]; ok {
		if was.Start == "" || days.Start != "" && was.Start < days.Start {
			days.Start = was.Start
		}
		if was.End == "" || days.End != "" && was.End > days.End {
			days.End = was.End
		}
	}
	im.out.Beside.Held[id] = days
}
