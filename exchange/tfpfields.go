package exchange

import (
	"bytes"
	"slices"
	"strings"

	"cairn"
)

// seriesField is one field of the daily series and what it counts.
type seriesField struct {
	column   string
	measure  cairn.Measure
	series   string
	running  bool
	group    string // of the victims
	part     string // of the day's figure: recovered, succumbed ...
	means    string // where it counts those who died of one thing only
	ours     bool   // the compiler's
	verified bool   // the count that the United Nations verified, beside the flash updates
}

// seriesWhole is the figure of everybody that a field's people are among.
type seriesWhole struct {
	measure           cairn.Measure
	means             string
	running, verified bool
}

func (f seriesField) whole() seriesWhole {
	return seriesWhole{f.measure, f.means, f.running, f.verified}
}

// seriesFields are the fields that count people, as data.techforpalestine.org
// documents them. Where a day lacks what a source reports, the field of the same
// name after ext_ is the compiler's own. Massacres, settlers' attacks and
// households are no counts of people: they stay in the text of the row. Those
// who starved are not among the killed that the ministry counts.
var seriesFields = []seriesField{
	{column: "killed_cum", measure: cairn.Killed, series: "killed", running: true},
	{column: "killed", measure: cairn.Killed, series: "killed"},
	{column: "injured_cum", measure: cairn.Injured, series: "injured", running: true},
	{column: "injured", measure: cairn.Injured, series: "injured"},
	{column: "killed_recovered", measure: cairn.Killed, series: "killed", part: "recovered"},
	{column: "killed_succumbed", measure: cairn.Killed, series: "killed", part: "succumbed"},
	{column: "killed_committee", measure: cairn.Killed, series: "killed", part: "committee"},
	{column: "killed_truce_new", measure: cairn.Killed, series: "killed", part: "truce_new"},
	{column: "killed_children_cum", measure: cairn.Killed, series: "killed_children_cum", running: true, group: "children"},
	{column: "killed_women_cum", measure: cairn.Killed, series: "killed_women_cum", running: true, group: "women"},
	{column: "med_killed_cum", measure: cairn.Killed, series: "med_killed_cum", running: true, group: "medics"},
	{column: "press_killed_cum", measure: cairn.Killed, series: "press_killed_cum", running: true, group: "journalists"},
	{column: "civdef_killed_cum", measure: cairn.Killed, series: "civdef_killed_cum", running: true, group: "civil defence"},
	{column: "aid_seeker_killed_cum", measure: cairn.Killed, series: "aid_seeker_killed_cum", running: true, group: "aid seekers"},
	{column: "aid_seeker_injured_cum", measure: cairn.Injured, series: "aid_seeker_injured_cum", running: true, group: "aid seekers"},
	{column: "injured_children_cum", measure: cairn.Injured, series: "injured_children_cum", running: true, group: "children"},
	{column: "famine_cum", measure: cairn.Killed, series: "famine_cum", running: true, means: deprivation},
	{column: "child_famine_cum", measure: cairn.Killed, series: "child_famine_cum", running: true, means: deprivation, group: "children"},
	{column: "displaced_persons_cum", measure: cairn.Displaced, series: "displaced_persons_cum", running: true},
	{column: "displaced_children_cum", measure: cairn.Displaced, series: "displaced_children_cum", running: true, group: "children"},
	{column: "verified.killed_cum", measure: cairn.Killed, series: "verified.killed", running: true, verified: true},
	{column: "verified.killed", measure: cairn.Killed, series: "verified.killed", verified: true},
	{column: "verified.injured_cum", measure: cairn.Injured, series: "verified.injured", running: true, verified: true},
	{column: "verified.injured", measure: cairn.Injured, series: "verified.injured", verified: true},
	{column: "verified.killed_children_cum", measure: cairn.Killed, series: "verified.killed_children", running: true, verified: true, group: "children"},
	{column: "verified.killed_children", measure: cairn.Killed, series: "verified.killed_children", verified: true, group: "children"},
	{column: "verified.injured_children_cum", measure: cairn.Injured, series: "verified.injured_children", running: true, verified: true, group: "children"},
	{column: "verified.injured_children", measure: cairn.Injured, series: "verified.injured_children", verified: true, group: "children"},
}

// deprivation is SDG 16.1.2's denial of what people need to survive.
const deprivation = "deprivation"

// columns are where a field stands as its source reported it, and as the
// compiler has it: of Lebanon the totals without the word are the compiler's.
func (s *series) columns(f seriesField) (reported, ours string) {
	if s.kind == "lebanon" && f.running {
		return f.column + "_reported", f.column
	}
	return f.column, "ext_" + f.column
}

// fields are those of the day that have a figure, wholes before their parts:
// as reported, or where the report has none, as the compiler has them.
func (s *series) fields() []seriesField {
	var out []seriesField
	for _, f := range seriesFields {
		reported, ours := s.columns(f)
		if f.column = reported; s.rec.get(reported) == "" {
			f.column, f.ours = ours, true
		}
		if s.rec.get(f.column) != "" {
			out = append(out, f)
		}
	}
	return out
}

// speaker is who a field's figure is from; nobody where it is the compiler's.
func (s *series) speaker(f seriesField) cairn.Speaker {
	switch {
	case f.verified:
		return cairn.Speaker{Words: cairn.Words{Text: "UN OCHA"}, Type: "un", Named: true}
	case f.ours || s.source == "":
		return cairn.Speaker{}
	}
	by := cairn.Speaker{Words: cairn.Words{Text: s.source}, Type: "government", Named: true}
	if s.source == "un" || s.source == "ocha" {
		by.Type = "un"
	}
	return by
}

// tfpSeries names the daily series by their formats, as they are published.
var tfpSeries = map[string]string{"tfp": "casualties-daily", "tfp-lebanon": "lebanon", "tfp-west-bank": "west-bank-daily"}

// seriesIn is the format of a daily series, told by the fields that it begins with.
func seriesIn(head []byte) string {
	switch {
	case bytes.Contains(head, []byte(`"flash_source"`)):
		return "tfp-west-bank"
	case bytes.Contains(head, []byte(`"killed_cum_reported"`)):
		return "tfp-lebanon"
	}
	return "tfp"
}

func (r *record) has(column string) bool { return slices.Contains(r.header, column) }

// sourceOfDay is who the day's figures are from; "" where the compiler filled the
// day in.
func sourceOfDay(rec record) string {
	s := rec.get("report_source")
	if s == "" {
		s = rec.get("flash_source")
	}
	if strings.EqualFold(s, "missing") || strings.EqualFold(s, "fill") {
		return ""
	}
	return s
}
