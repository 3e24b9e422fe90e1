package draw_test

import (
	"fmt"

	"cairn"
	"cairn/draw"
)

func r(low, best, high int64) cairn.Range { return cairn.Range{Low: &low, Best: &best, High: &high} }

func open(r cairn.Range) cairn.Range { r.Open = true; return r }

func frame(title string) draw.Frame {
	return draw.Frame{Title: title, Description: title + ", in words."}
}

// charts are one picture of each kind and of each hard case, with its golden file.
func charts() map[string]chart {
	wide := strip()
	wide.Claims = append(wide.Claims, draw.StripClaim{Count: of(250000, cairn.MoreThan, "more than 250,000"), Source: "a total of the war", Origin: "an office"})
	arabic := strip()
	arabic.Words = draw.Words{"adopted": "المعتمد", "best": "الأرجح", "to": "من %s إلى %s", "or_more": "%s أو أكثر"}
	arabic.Axis = "قتلى"
	return map[string]chart{
		"strip":         strip(),
		"strip-wide":    wide,
		"strip-arabic":  arabic,
		"strip-empty":   draw.Strip{Frame: frame("No claims"), Axis: "killed"},
		"bars":          bars(),
		"bars-many":     manyBars(),
		"running":       running(),
		"known":         known(),
		"spans":         spans(),
		"timeline":      timeline(9),
		"timeline-many": timeline(900),
		"waffle":        draw.Waffle{Frame: frame("Killed in the market"), Label: "Killed", Figure: open(r(31, 38, 44))},
		"waffle-large":  draw.Waffle{Frame: frame("Killed in the war"), Label: "Killed", Figure: r(3100, 3800, 4400)},
		"breakdown":     breakdown(),
	}
}

func bars() draw.Bars {
	b := draw.Bars{Frame: frame("Killed by month"), Axis: "killed", Across: "month", Bars: []draw.Bar{
		{Label: "2015-06", Range: r(110, 131, 160), Href: "tolls?month=2015-06"}, {Label: "2015-07", Range: r(84, 90, 90)},
		{Label: "2015-08", Range: open(r(203, 240, 261))}, {Label: "2015-09", Range: cairn.Range{Low: n(45), Open: true}},
		{Label: "2015-10"}, {Label: "2015-11", Range: r(0, 0, 0)}, {Label: "2015-12", Range: cairn.Range{High: n(30)}},
	}}
	return b
}

func manyBars() draw.Bars {
	b := draw.Bars{Frame: frame("Killed by month over ten years"), Axis: "killed", Across: "month"}
	for i := range int64(120) {
		b.Bars = append(b.Bars, draw.Bar{Label: fmt.Sprintf("%d-%02d", 2011+i/12, i%12+1), Range: r(1000+i*i%700, 1300+i*i%700, 1500+i*37%900+700), Href: "x"})
	}
	return b
}

func running() draw.Steps {
	now := draw.StepLine{Label: "as known now"}
	then := draw.StepLine{Label: "as known in July", Then: true}
	for i := range int64(10) {
		day := cairn.Day("2015-03-02").Add(int(i * 17))
		now.Points = append(now.Points, draw.StepPoint{On: day, Range: r(40*i+i*i, 50*i+i*i, 58*i+i*i*2), Why: "a report", Href: "x"})
		if i < 7 {
			then.Points = append(then.Points, draw.StepPoint{On: day, Range: r(30*i, 38*i, 50*i)})
		}
	}
	return draw.Steps{Frame: frame("Killed since March"), Axis: "killed", Across: "happened by", Lines: []draw.StepLine{then, now},
		Marks: []draw.StepMark{{On: "2015-05-20", Label: "the ministry withdraws a list"}, {On: "2015-05-26", Label: "second correction"}}}
}

func known() draw.Steps {
	return draw.Steps{Frame: frame("One massacre as it became known"), Axis: "killed", Across: "known on", Lines: []draw.StepLine{{Label: "killed", Points: []draw.StepPoint{
		{On: "2015-09-18", Range: cairn.Range{Low: n(45), Best: n(45), Open: true}, Why: "activists"},
		{On: "2015-09-19", Range: open(r(45, 56, 56)), Why: "the monitor raises its count"},
		{On: "2015-09-21", Range: open(r(45, 56, 71)), Why: "state television"},
		{On: "2015-10-02", Range: r(56, 71, 71), Why: "a list of names"}}}}}
}

func spans() draw.Spans {
	return draw.Spans{Frame: frame("Who held four places"), Across: "day", Rows: []draw.SpanRow{
		{Place: "Idlib", Href: "control?place=idlib", Spans: []draw.Span{
			{Period: cairn.Period{Start: "2015-01-01", End: "2015-03-24"}, Holder: "the government", By: "agency"},
			{Period: cairn.Period{Start: "2015-03-25", End: "2015-03-28"}, Holder: "Army of Conquest", Contested: true},
			{Period: cairn.Period{Start: "2015-03-29"}, Holder: "Army of Conquest", By: "the monitor"}},
			Marks: []draw.SpanMark{{On: "2015-03-25", Title: "agency"}, {On: "2015-03-28", Title: "monitor"}, {On: "2015-03-29", Title: "state"}}},
		{Place: "Abu al-Duhur air base", Spans: []draw.Span{
			{Period: cairn.Period{End: "2015-09-08"}, Holder: "the government"}, {Period: cairn.Period{Start: "2015-09-09"}, Holder: "Jabhat al-Nusra"}},
			Marks: []draw.SpanMark{{On: "2015-09-09", Title: "monitor"}}},
		{Place: "تدمر", Spans: []draw.Span{{Period: cairn.Period{Start: "2015-05-21", End: "2016-03-26"}, Holder: "الدولة الإسلامية"}}},
		{Place: "a village nobody speaks of after its capture, with a long name", Marks: []draw.SpanMark{{On: "2015-06-02", Title: "one account"}},
			Spans: []draw.Span{{Period: cairn.Period{Start: "2015-06-02", End: "2015-07-14"}, Holder: ""}}},
	}}
}

func timeline(count int) draw.Timeline {
	t := draw.Timeline{Frame: frame(fmt.Sprint(count, " incidents")), Across: "happened", From: "2015-04-01", Until: "2015-05-15",
		Bin: func(from, until cairn.Day) string { return "map?from=" + string(from) + "&until=" + string(until) }}
	for i := range count {
		day := cairn.Day("2015-03-02").Add(i * i % 211)
		e := draw.TimelineEvent{Period: cairn.Period{Start: day, End: day}, Label: fmt.Sprint("Shelling of a town, ", i), Href: "incidents/x", Range: r(3, 4, 5)}
		switch i % 4 {
		case 1:
			e.End = day.Add(20)
		case 2:
			e.Period, e.Range = cairn.Period{}, cairn.Range{}
		case 3:
			e.Label, e.Href = "قصف سوق", ""
		}
		t.Events = append(t.Events, e)
	}
	return t
}

func breakdown() draw.Breakdown {
	return draw.Breakdown{Frame: frame("A monitor's total and its parts"), Axis: "killed", Whole: draw.Part{Label: "All", Range: r(2100, 2100, 2100), Href: "claims/c-1", Parts: []draw.Part{
		{Label: "Civilians", Range: r(1200, 1200, 1200), Parts: []draw.Part{{Label: "Children", Range: r(210, 210, 210)}, {Label: "Women", Range: r(160, 160, 160)}, {Label: "Rebel fighters", Range: r(400, 400, 400)}}},
		{Label: "Soldiers", Range: open(r(700, 700, 700))}, {Label: "Foreign fighters", Range: r(450, 450, 450)}, {Label: "Unidentified"}}}}
}
