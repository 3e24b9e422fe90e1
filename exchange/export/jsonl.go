package export

import (
	"encoding/json"
	"fmt"
	"io"

	"cairn"
	"cairn/toll"
)

// JSON lines hold everything: an incident with its figures down to the voices
// behind them, its claims with their sentences; a claim with its report; a
// figure of a toll with its incidents and claims. Every line carries the stamp.

type incidentLine struct {
	Type string `json:"type"`
	Stamp
	cairn.LinkedIncident
	Figures []toll.Figure `json:"figures"`
	Claims  []claimOf     `json:"claims"`
}

type claimOf struct {
	Report    string `json:"report"`
	Publisher string `json:"publisher,omitempty"`
	Date      string `json:"date,omitempty"`
	cairn.Claim
}

type claimLine struct {
	Type      string    `json:"type"`
	AsOf      int64     `json:"as_of"`
	AsOfDay   cairn.Day `json:"as_of_day,omitempty"`
	Report    string    `json:"report"`
	Publisher string    `json:"publisher,omitempty"`
	Agency    string    `json:"agency,omitempty"`
	Date      string    `json:"date,omitempty"`
	Licence   string    `json:"licence,omitempty"`
	Decided   string    `json:"decided,omitempty"`
	Incident  string    `json:"incident,omitempty"`
	cairn.Claim
}

type tollLine struct {
	Type string `json:"type"` // cell or total
	Stamp
	Group []toll.Dimension `json:"group,omitempty"`
	toll.Cell
	Grades map[toll.Grade]int `json:"grades,omitempty"` // how many of its incidents have which grade of occurrence
	Roots  cairn.Independence `json:"roots"`
}

// encoder writes one value a line, without escaping for HTML.
func encoder(w io.Writer) func(any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return func(v any) error {
		if err := e.Encode(v); err != nil {
			return fmt.Errorf("write a line of JSON: %w", err)
		}
		return nil
	}
}

// IncidentLines writes incidents as JSON lines.
func IncidentLines(d Data, w io.Writer, _ *Losses) error {
	write := encoder(w)
	for inc, err := range d.Incidents {
		if err != nil {
			return err
		}
		line := incidentLine{Type: "incident", Stamp: d.Stamp, LinkedIncident: inc.LinkedIncident, Figures: inc.Figures}
		for _, c := range inc.Claims {
			line.Claims = append(line.Claims, claimOf{c.Report.ID, c.Report.Publisher, c.Report.Date, *c.Claim})
		}
		if err := write(line); err != nil {
			return err
		}
	}
	return nil
}

// ClaimLines writes claims as JSON lines.
func ClaimLines(d Data, w io.Writer, _ *Losses) error {
	write := encoder(w)
	for r, err := range d.each() {
		if err != nil {
			return err
		}
		for _, c := range r.Claims {
			line := claimLine{"claim", d.AsOf, d.AsOfDay, r.ID, r.Publisher, r.Agency, r.Date, r.Licence.Terms, r.Decided[c.ID], r.In[c.ID], c}
			if err := write(line); err != nil {
				return err
			}
		}
	}
	return nil
}

// TollLines writes the figures of tolls as JSON lines, and last what they leave
// out.
func TollLines(d Data, w io.Writer, _ *Losses) error {
	write := encoder(w)
	graded, err := gradedIncidents(d)
	if err != nil {
		return err
	}
	for c := range cellsOf(d.Tolls) {
		grades, roots := graded.of(c.Incidents)
		if err := write(tollLine{c.kind, d.Stamp, d.Tolls.Group, c.Cell, grades, roots}); err != nil {
			return err
		}
	}
	for _, n := range d.Tolls.NotCounted {
		if err := write(struct {
			Type string `json:"type"`
			toll.NotCounted
		}{"not_counted", n}); err != nil {
			return err
		}
	}
	return nil
}
