package web

import (
	"cairn"
	"cairn/draw"
	"cairn/toll"
)

// controlChart draws who held which place.
func (q *ask) controlChart(v *controlView) {
	s := draw.Spans{Frame: q.frame("control", "picture.control", nil), Across: q.lang.say("picture.control_across", nil)}
	for _, tl := range v.Timelines[:min(len(v.Timelines), spansMost)] {
		row := draw.SpanRow{Place: tl.Place, Spans: spansOf(tl)}
		for _, t := range tl.Transitions {
			for _, a := range t.Accounts {
				if a.Time.Start != "" {
					row.Marks = append(row.Marks, draw.SpanMark{On: a.Time.Start, Title: joined(a.Root, ", ", string(a.Time.Start))})
				}
			}
		}
		if len(row.Marks) > 0 {
			s.Rows = append(s.Rows, row)
		}
	}
	if len(s.Rows) > 0 {
		v.Chart, v.Twin = s.SVG(), s.Table()
	}
}

// spansMost is how many places are drawn; the list has all.
const spansMost = 40

// spansOf makes stretches of what is said of one place: a holder holds from the
// day of a change until the next. Fighting, a change that took days, and
// accounts that contradict each other are contested. Where somebody left and
// nobody is said to have come, nothing is drawn.
func spansOf(tl toll.Timeline) []draw.Span {
	var out []draw.Span
	holder, open := "", -1 // the stretch that lasts still
	end := func(on cairn.Day) {
		if open >= 0 {
			out[open].End = on
		}
		open = -1
	}
	begin := func(s draw.Span) {
		out = append(out, s)
		open = len(out) - 1
	}
	for _, t := range tl.Transitions {
		start := t.Time.Start
		if start == "" {
			continue
		}
		by := accounts(t.Accounts)
		switch t.Change {
		case "contested", "besieged":
			end(start.Add(-1))
			begin(draw.Span{Period: cairn.Period{Start: start}, Holder: holder, Contested: true, By: by})
			continue
		}
		if open < 0 && len(out) == 0 && t.From != "" {
			out = append(out, draw.Span{Period: cairn.Period{End: start.Add(-1)}, Holder: t.From, By: by})
		}
		end(start.Add(-1))
		holder = t.To
		if holder == "" {
			continue
		}
		if t.Time.End > start {
			out = append(out, draw.Span{Period: t.Time, Holder: holder, Contested: true, By: by})
			start = t.Time.End.Add(1)
		}
		begin(draw.Span{Period: cairn.Period{Start: start}, Holder: holder, Contested: len(t.Differ) > 0, By: by})
	}
	return out
}
