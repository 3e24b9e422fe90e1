package draw_test

import (
	"testing"

	"cairn"
	"cairn/draw"

	"pgregory.net/rapid"
)

// Whatever a record holds, every chart is well-formed, keeps to a strict page's
// rules, and its table has a row for everything that went in.

func maybe(t *rapid.T, name string) *int64 {
	if rapid.Bool().Draw(t, name+" is known") {
		return n(rapid.Int64Range(0, 1<<62).Draw(t, name))
	}
	return nil
}

func figure(t *rapid.T) cairn.Range {
	return cairn.Range{Low: maybe(t, "low"), Best: maybe(t, "best"), High: maybe(t, "high"), Open: rapid.Bool().Draw(t, "open")}
}

func day(t *rapid.T, name string) cairn.Day {
	return rapid.SampledFrom([]cairn.Day{"", "2015-09-19", "2015-09-20", "2016-02-29", "0001-01-01", "9999-12-31", "not a day"}).Draw(t, name)
}

func period(t *rapid.T) cairn.Period {
	return cairn.Period{Start: day(t, "start"), End: day(t, "end")}
}

func anyFrame(t *rapid.T) draw.Frame {
	return draw.Frame{Title: rapid.String().Draw(t, "title"), Description: rapid.String().Draw(t, "description"), Width: rapid.Float64Range(-1, 2000).Draw(t, "width")}
}

func part(t *rapid.T, depth int) draw.Part {
	p := draw.Part{Label: rapid.String().Draw(t, "label"), Range: figure(t), Href: rapid.String().Draw(t, "href")}
	for range rapid.IntRange(0, depth).Draw(t, "parts") {
		p.Parts = append(p.Parts, part(t, depth-1))
	}
	return p
}

func parts(p draw.Part) int {
	out := 1
	for _, q := range p.Parts {
		out += parts(q)
	}
	return out
}

// drawn is a chart of anything, and how many rows its table must have.
var drawn = map[string]func(*rapid.T, int) (chart, int){
	"bars": func(t *rapid.T, count int) (chart, int) {
		b := draw.Bars{Frame: anyFrame(t), Axis: "killed"}
		for range count {
			b.Bars = append(b.Bars, draw.Bar{Label: rapid.String().Draw(t, "label"), Range: figure(t), Href: rapid.String().Draw(t, "href")})
		}
		return b, count
	},
	"steps": func(t *rapid.T, count int) (chart, int) {
		s := draw.Steps{Frame: anyFrame(t), Lines: []draw.StepLine{{Label: "a"}, {Label: "b", Then: true}}}
		for i := range count {
			l := &s.Lines[i%2]
			l.Points = append(l.Points, draw.StepPoint{On: day(t, "on"), Range: figure(t), Why: rapid.String().Draw(t, "why")})
		}
		return s, count
	},
	"spans": func(t *rapid.T, count int) (chart, int) {
		s := draw.Spans{Frame: anyFrame(t)}
		for range count {
			s.Rows = append(s.Rows, draw.SpanRow{Place: rapid.String().Draw(t, "place"), Href: rapid.String().Draw(t, "href"),
				Spans: []draw.Span{{Period: period(t), Holder: rapid.String().Draw(t, "holder"), Contested: rapid.Bool().Draw(t, "contested")}},
				Marks: []draw.SpanMark{{On: day(t, "mark"), Title: rapid.String().Draw(t, "title")}}})
		}
		return s, count
	},
	"timeline": func(t *rapid.T, count int) (chart, int) {
		l := draw.Timeline{Frame: anyFrame(t), From: day(t, "from"), Until: day(t, "until")}
		for range count {
			l.Events = append(l.Events, draw.TimelineEvent{Period: period(t), Label: rapid.String().Draw(t, "label"), Range: figure(t)})
		}
		return l, count
	},
	"waffle": func(t *rapid.T, count int) (chart, int) {
		return draw.Waffle{Frame: anyFrame(t), Label: rapid.String().Draw(t, "label"), Figure: figure(t)}, 1
	},
	"breakdown": func(t *rapid.T, _ int) (chart, int) {
		b := draw.Breakdown{Frame: anyFrame(t), Whole: part(t, 3)}
		return b, parts(b.Whole)
	},
}

func TestChartsHoldAnything(t *testing.T) {
	for name, make := range drawn {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				c, rows := make(t, rapid.IntRange(0, 70).Draw(t, "count"))
				obeys(t, c.SVG())
				if got := len(c.Table().Rows); got != rows {
					t.Fatalf("%d rows in the table, want %d", got, rows)
				}
			})
		})
	}
}
