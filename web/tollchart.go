package web

import (
	"slices"
	"strings"

	"cairn"
	"cairn/draw"
	"cairn/toll"
)

// barsMost is how many periods are a picture; more are a table.
const barsMost = 400

// tollChart draws a toll by periods: bars side by side, or the steps of a
// running total. A running total of the past has the present one beside it,
// because what moved between them is what an as-of date is for.
func (q *ask) tollChart(t, now toll.Toll, one *tollTable) {
	if len(t.Group) != 1 || !slices.Contains([]toll.Dimension{toll.ByYear, toll.ByMonth, toll.ByDay}, t.Group[0]) || len(one.Rows) < 2 || len(one.Rows) > barsMost {
		return
	}
	words := map[string]string{"measure": q.lang.term("measure", string(one.Measure)), "by": q.lang.say("dimension."+string(t.Group[0]), nil)}
	if t.Running {
		s := draw.Steps{Frame: q.frame("toll-"+string(one.Measure), "picture.running", words), Axis: words["measure"], Across: q.lang.say("picture.running_across", nil),
			Lines: []draw.StepLine{q.runningLine(t, one.Measure, "picture.running_line")}}
		if q.isPast() || q.toll.PublishedBy != "" {
			s.Lines[0].Then, s.Lines[0].Label = true, q.lang.say("picture.running_then", nil)
			s.Lines = append(s.Lines, q.runningLine(now, one.Measure, "picture.running_now"))
		}
		one.Chart, one.Twin = s.SVG(), s.Table()
		return
	}
	b := draw.Bars{Frame: q.frame("toll-"+string(one.Measure), "picture.bars", words), Axis: words["measure"], Across: words["by"]}
	for _, r := range one.Rows {
		if r.Key != toll.Unsaid {
			b.Bars = append(b.Bars, draw.Bar{Label: r.Key, Range: r.Cells[0].Range, Href: q.cellPath(r.Cells[0])})
		}
	}
	one.Chart, one.Twin = b.SVG(), b.Table()
}

func (q *ask) runningLine(t toll.Toll, m cairn.Measure, label string) draw.StepLine {
	line := draw.StepLine{Label: q.lang.say(label, nil)}
	for c := range t.Cells.All() {
		if c.Measure != m {
			continue
		}
		if on := lastDay(c.Keys[0]); on != "" {
			line.Points = append(line.Points, draw.StepPoint{On: on, Range: c.Range, Href: q.cellPath(&c)})
		}
	}
	return line
}

// tallyNow is the same toll as known now, where a picture will want it.
func (q *ask) tallyNow(t toll.Toll) (toll.Toll, error) {
	if !t.Running || !q.isPast() && q.toll.PublishedBy == "" {
		return t, nil
	}
	now := *q
	now.desk, now.toll.PublishedBy = q.server.desks.present(), ""
	return now.tally()
}

// lastDay is the day that a period of a toll ends on: what is in a running total
// happened by then.
func lastDay(key string) cairn.Day {
	if _, end, ok := strings.Cut(key, "/"); ok {
		key = end
	}
	for _, unknown := range []string{"", "-??", "-??-??"} {
		if p, err := cairn.ParsePeriod(key + unknown); err == nil {
			return p.End
		}
	}
	return ""
}
