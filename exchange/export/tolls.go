package export

import (
	"iter"
	"slices"
	"strings"

	"cairn"
	"cairn/toll"
)

// TollTable is one row a figure of a toll. Group columns come first and are
// named as they were asked for.
func TollTable(t toll.Toll) Table {
	var list []Column
	for _, g := range t.Group {
		list = append(list, Column{string(g), Text, "group: " + strings.ReplaceAll(string(g), "_", " ")})
	}
	list = append(list, columns(`
row string cell, or total: the row of all groups together
measure string what was done to the people counted; measures are never added
low integer low: the incidents' lows added up
best integer best: their best figures added up
high integer high: their highs added up
open boolean the upper end is open: so many "or more"
incidents integer how many incidents it adds up
without_number integer how many of them nobody gives a number for: they make the figure open and are not zero
without_best integer how many of them the policy finds no best figure for (no majority): best leaves them out, low and high do not
overlap integer people whom the low leaves out because they may be in two of the incidents
residual integer what a closed total leaves over, where the policy counts it
confirmed integer incidents whose occurrence is graded confirmed
fair integer graded fair
weak integer graded weak
discounted integer graded discounted
roots_low integer different independent roots: named ones and publishers that gather their own information
roots_high integer the same with unnamed speakers
claims string ids of the claims that it rests on`+stampColumns)...)
	return Table{Name: "tolls", Means: "One row a figure: incidents added up under a policy.", Columns: list}
}

// Tolls writes the tolls.
func Tolls(d Data, out Form, losses *Losses) error {
	t := TollTable(d.Tolls)
	if err := out.Table(t); err != nil {
		return err
	}
	graded, err := gradedIncidents(d)
	if err != nil {
		return err
	}
	f := newFiller(t)
	for c := range cellsOf(d.Tolls) {
		f.clear()
		for i, g := range d.Tolls.Group {
			if c.keys != nil {
				f.set(string(g), c.keys[i])
			}
		}
		f.cell(c, graded)
		f.stamp("", d.Stamp)
		if err := f.put(out); err != nil {
			return err
		}
		if len(c.Incidents) > 0 {
			losses.Add(t.Name, "incidents", "which incidents stand behind a figure: their number is given, their ids are in the claims", strings.Join(c.keys, ", "))
		}
	}
	if len(d.Tolls.NotCounted) > 0 {
		losses.Add(t.Name, "not_counted", "what the toll leaves out, and why", "")
	}
	return nil
}

// cellRow is a figure of a toll, of a group or of all.
type cellRow struct {
	toll.Cell
	kind string
	keys []string
}

// cellsOf are the cells of a toll, and then its totals.
func cellsOf(t toll.Toll) iter.Seq[cellRow] {
	return func(yield func(cellRow) bool) {
		behind := map[cairn.Measure][]toll.ClaimRef{} // a total names no claims of its own where there are groups
		for c := range t.Cells.All() {
			behind[c.Measure] = append(behind[c.Measure], c.Claims...)
			if !yield(cellRow{c, "cell", c.Keys}) {
				return
			}
		}
		for _, c := range t.Totals {
			c.Claims = slices.Concat(behind[c.Measure], c.Claims)
			if !yield(cellRow{c, "total", nil}) {
				return
			}
		}
	}
}

// gradedIncident is what a toll's figure says of each incident that it adds up.
type gradedIncident struct {
	grade   toll.Grade
	known   []string // independent roots
	unnamed []string
}

type grading map[string]gradedIncident

// of is how many of these incidents have which grade, and how many different
// roots they have together.
func (g grading) of(incidents []string) (map[toll.Grade]int, cairn.Independence) {
	counts := map[toll.Grade]int{}
	known, unnamed := map[string]bool{}, map[string]bool{}
	for _, id := range incidents {
		one := g[id]
		counts[one.grade]++
		for _, r := range one.known {
			known[r] = true
		}
		for _, r := range one.unnamed {
			unnamed[r] = true
		}
	}
	return counts, cairn.Independence{Low: len(known), High: len(known) + len(unnamed)}
}

func gradedIncidents(d Data) (grading, error) {
	out := grading{}
	for inc, err := range d.Incidents {
		if err != nil {
			return nil, err
		}
		g := gradedIncident{grade: inc.Grades().Occurrence}
		for i := range inc.Figures {
			known, unnamed := inc.rootsOf(&inc.Figures[i])
			for _, root := range known {
				g.known = appendNew(g.known, root)
			}
			for _, root := range unnamed {
				g.unnamed = appendNew(g.unnamed, root)
			}
		}
		out[inc.ID] = g
	}
	return out, nil
}

func (f *filler) cell(c cellRow, graded grading) {
	f.set("row", c.kind)
	f.set("measure", string(c.Measure))
	f.set("low", c.Low)
	f.set("best", c.Best)
	f.set("high", c.High)
	f.set("open", c.Open)
	f.set("incidents", len(c.Incidents))
	f.set("without_number", len(c.Unknown))
	f.set("without_best", len(c.NoBest))
	f.set("overlap", c.Overlap)
	f.set("residual", c.Residual)
	counts, roots := graded.of(c.Incidents)
	for _, g := range []toll.Grade{toll.Confirmed, toll.Fair, toll.Weak, toll.Discounted} {
		f.set(string(g), counts[g])
	}
	f.set("roots_low", roots.Low)
	f.set("roots_high", roots.High)
	var claims []string
	for _, ref := range c.Claims {
		claims = append(claims, ref.Claim)
	}
	slices.Sort(claims)
	f.set("claims", strings.Join(slices.Compact(claims), " "))
}

// TollClaimTable is one row for each claim behind each figure of a toll: a
// workbook's cell is too small for the claims of a war.
func TollClaimTable(t toll.Toll) Table {
	var list []Column
	for _, g := range t.Group {
		list = append(list, Column{string(g), Text, "group: " + strings.ReplaceAll(string(g), "_", " ")})
	}
	list = append(list, columns(`
measure string what was done to the people counted
report string the report of the claim
claim string the claim's permanent id`)...)
	return Table{Name: "toll_claims", Means: "The claims behind each figure of the tolls.", Columns: list,
		Refers: []Foreign{{[]string{"report", "claim"}, "claims", []string{"report", "claim"}}}}
}

// TollClaims writes the claims behind the tolls, group by group.
func TollClaims(d Data, out Form, _ *Losses) error {
	t := TollClaimTable(d.Tolls)
	if err := out.Table(t); err != nil {
		return err
	}
	cells := d.Tolls.Cells.All()
	if len(d.Tolls.Group) == 0 {
		cells = slices.Values(d.Tolls.Totals)
	}
	f := newFiller(t)
	for c := range cells {
		for _, ref := range c.Claims {
			f.clear()
			for i, g := range d.Tolls.Group {
				f.set(string(g), c.Keys[i])
			}
			f.set("measure", string(c.Measure))
			f.set("report", ref.Report)
			f.set("claim", ref.Claim)
			if err := f.put(out); err != nil {
				return err
			}
		}
	}
	return nil
}
