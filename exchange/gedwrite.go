package exchange

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"cairn"
)

// GEDColumns are the 49 columns of UCDP GED 23.1 to 26.1, in their order.
func GEDColumns() []string {
	return strings.Split("id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob", ",")
}

// GEDWriter writes UCDP-shaped rows. What the shape cannot hold is counted in
// the loss report.
type GEDWriter struct {
	out     *csv.Writer
	columns []string
	loss    map[string]int
	n       int
}

// NewGEDWriter begins a table with the given columns, the 49 of today where
// none are given.
func NewGEDWriter(w io.Writer, columns []string) (*GEDWriter, error) {
	if columns == nil {
		columns = GEDColumns()
	}
	g := &GEDWriter{out: csv.NewWriter(w), columns: columns, loss: map[string]int{}}
	if err := g.out.Write(columns); err != nil {
		return nil, fmt.Errorf("write the header: %w", err)
	}
	return g, nil
}

// Write adds one incident of one coded report. A report that came from a GED
// table gives its own columns back; figures, place and time come from the
// claims, so that what people decided shows.
func (g *GEDWriter) Write(c cairn.Coded, inc cairn.Incident) error {
	row := map[string]string{}
	if len(c.Claims) > 0 && c.Claims[0].Rule == "exchange.ged" {
		row = Columns(c.Text)
	}
	g.figures(row, c, inc)
	g.place(row, inc.Place)
	g.time(row, inc.Time)
	if inc.Clarity > 0 {
		row["event_clarity"] = strconv.Itoa(inc.Clarity)
	}
	if row["id"] == "" {
		g.n++
		row["id"] = strconv.Itoa(g.n)
		row["code_status"] = "cairn"
		g.sides(row, inc)
	}
	cells := make([]string, len(g.columns))
	for i, column := range g.columns {
		cells[i] = row[column]
	}
	if err := g.out.Write(cells); err != nil {
		return fmt.Errorf("write row %s: %w", row["id"], err)
	}
	return nil
}

// Close ends the table and returns what could not be held: how often, by what.
func (g *GEDWriter) Close() (map[string]int, error) {
	g.out.Flush()
	return g.loss, g.out.Error()
}

func (g *GEDWriter) figures(row map[string]string, c cairn.Coded, inc cairn.Incident) {
	for _, claim := range c.Claims {
		if claim.Rule != "exchange.ged" || claim.Count == nil || len(claim.Relates) > 0 || claim.Count.Value == nil {
			continue
		}
		row["low"], row["best"], row["high"] = digits(claim.Count.Low), digits(claim.Count.Value), digits(claim.Count.High)
		return
	}
	r := inc.Killed
	if r == nil {
		g.loss["incident without a count of the dead"]++
		return
	}
	row["low"], row["best"], row["high"] = digits(r.Low), digits(r.Best), digits(r.High)
	if r.Open {
		g.loss["open high written as a number"]++
	}
	if r.High == nil {
		row["high"] = row["best"]
	}
}

func digits(n *int64) string {
	if n == nil {
		return ""
	}
	return strconv.FormatInt(*n, 10)
}

func (g *GEDWriter) place(row map[string]string, l *cairn.Locus) {
	if l == nil {
		return
	}
	for code, precision := range gedPrecision {
		if precision == l.Precision {
			row["where_prec"] = code
		}
	}
	set := func(column, value string) { // a row that came from a table keeps its own blanks
		if row["id"] == "" {
			row[column] = value
		}
	}
	set("where_coordinates", l.Name)
	set("where_description", l.Text)
	set("adm_1", l.Admin1)
	set("adm_2", l.Admin2)
	if l.Lat != nil && l.Lon != nil {
		set("latitude", strconv.FormatFloat(*l.Lat, 'f', -1, 64))
		set("longitude", strconv.FormatFloat(*l.Lon, 'f', -1, 64))
	}
	if len(l.With)+len(l.Or) > 0 {
		g.loss["joint or alternative places"]++
	}
}

func (g *GEDWriter) time(row map[string]string, w *cairn.When) {
	if w == nil {
		return
	}
	for code, precision := range gedTimes {
		if precision == w.Precision {
			row["date_prec"] = code
		}
	}
	for column, day := range map[string]cairn.Day{"date_start": w.Start, "date_end": w.End} {
		if !strings.HasPrefix(row[column], string(day)) || row[column] == "" {
			row[column] = string(day)
		}
	}
	if row["year"] == "" && len(w.Start) >= 4 {
		row["year"] = string(w.Start[:4])
	}
}

func (g *GEDWriter) sides(row map[string]string, inc cairn.Incident) {
	if inc.Perpetrator == nil {
		return
	}
	row["side_a"] = inc.Perpetrator.Actor
	if row["side_a"] == "" {
		row["side_a"] = inc.Perpetrator.Text
	}
	if len(inc.Perpetrator.With)+len(inc.Perpetrator.Or) > 0 {
		g.loss["joint or alternative perpetrators"]++
	}
}
