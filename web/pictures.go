package web

import (
	"slices"
	"strings"

	"cairn"
	"cairn/draw"
	"cairn/toll"
)

// chart is a picture with its content as a table, as templates show both.
type chart struct {
	Picture []byte
	Twin    draw.Table
}

// drawing is what every chart can do.
type drawing interface {
	SVG() []byte
	Table() draw.Table
}

func charted(d drawing) *chart { return &chart{d.SVG(), d.Table()} }

// frame is what stands around a chart: its name, and what it shows in words.
func (q *ask) frame(id, key string, args map[string]string) draw.Frame {
	return draw.Frame{ID: id, Title: q.lang.say(key, args), Description: q.lang.say(key+"_desc", args), Width: 860, Words: q.lang.charts}
}

// overTime says whether a dimension is one of time, and which.
func overTime(by []toll.Dimension) bool {
	return len(by) == 1 && slices.Contains([]toll.Dimension{toll.ByDay, toll.ByMonth, toll.ByYear}, by[0])
}

// tollCharts are the pictures of a toll: bars where it is grouped by one thing,
// and the running total where that is time. One measure has one picture, since
// measures are never added.
func (q *ask) tollCharts(t toll.Toll, href func(toll.Cell) string) []*chart {
	if len(t.Group) != 1 {
		return nil
	}
	var out []*chart
	for _, m := range cairn.Measures() {
		var cells []toll.Cell
		for _, c := range t.Cells {
			if c.Measure == m && c.Keys[0] != toll.Unsaid {
				cells = append(cells, c)
			}
		}
		if len(cells) < 2 || len(cells) > barsMost {
			continue
		}
		args := map[string]string{"measure": q.lang.term("measure", string(m)), "by": q.lang.say("dimension."+string(t.Group[0]), nil)}
		if t.Running && overTime(t.Group) {
			out = append(out, charted(q.runningChart(cells, string(m), args, href)))
			continue
		}
		b := draw.Bars{Frame: q.frame("bars-"+string(m), "picture.bars", args), Axis: args["measure"], Across: args["by"]}
		for _, c := range cells {
			b.Bars = append(b.Bars, draw.Bar{Label: c.Keys[0], Range: c.Range, Href: href(c)})
		}
		out = append(out, charted(b))
	}
	return out
}

// barsMost is how many bars are a picture; more are a table.
const barsMost = 400

func (q *ask) runningChart(cells []toll.Cell, measure string, args map[string]string, href func(toll.Cell) string) draw.Steps {
	s := draw.Steps{Frame: q.frame("running-"+measure, "picture.running", args), Axis: args["measure"], Across: q.lang.say("picture.running_across", nil)}
	line := draw.StepLine{Label: q.lang.say("picture.running_line", nil)}
	for _, c := range cells {
		if on := lastDay(c.Keys[0]); on != "" {
			line.Points = append(line.Points, draw.StepPoint{On: on, Range: c.Range, Href: href(c)})
		}
	}
	s.Lines = []draw.StepLine{line}
	return s
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

// knownChart is how one measure of an incident came to be known: a step for each
// entry of the record that moved it, by the day of the report that did.
func (q *ask) knownChart(m cairn.Measure, moments []toll.Moment) *chart {
	measure := q.lang.term("measure", string(m))
	line := draw.StepLine{Label: measure}
	for _, one := range moments {
		if one.Measure != m || one.After == nil || one.Day == "" {
			continue
		}
		line.Points = append(line.Points, draw.StepPoint{On: one.Day, Range: *one.After, Why: one.Publisher})
	}
	slices.SortStableFunc(line.Points, func(a, b draw.StepPoint) int { return strings.Compare(string(a.On), string(b.On)) })
	if len(line.Points) < 2 || line.Points[0].On == line.Points[len(line.Points)-1].On {
		return nil
	}
	return charted(draw.Steps{Frame: q.frame("known-"+string(m), "picture.known", map[string]string{"measure": measure}), Axis: measure, Across: q.lang.say("picture.known_across", nil), Lines: []draw.StepLine{line}})
}

// controlChart is who held which place.
func (q *ask) controlChart(lines []toll.Timeline, href func(toll.Timeline) string) *chart {
	s := draw.Spans{Frame: q.frame("control", "picture.control", nil), Across: q.lang.say("picture.control_across", nil)}
	for _, tl := range lines[:min(len(lines), spansMost)] {
		row := draw.SpanRow{Place: tl.Place, Href: href(tl), Spans: spansOf(tl)}
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
	if len(s.Rows) == 0 {
		return nil
	}
	return charted(s)
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
		by := rootsOf(t)
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

func rootsOf(t toll.Transition) string {
	var out []string
	for _, a := range t.Accounts {
		if a.Root != "" && !slices.Contains(out, a.Root) {
			out = append(out, a.Root)
		}
	}
	return strings.Join(out, ", ")
}
