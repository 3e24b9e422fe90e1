package events

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// columns are the headers that data sets use for what matching reads, the
// commonest first: ACLED, UCDP GED, GTD, MELTT.
var columns = map[string][]string{
	"id":     {"event_id", "event", "id", "event_id_cnty", "eventid", "data_id"},
	"from":   {"date", "date_start", "event_date", "start"},
	"to":     {"enddate", "date_end", "end_date", "end"},
	"lat":    {"latitude", "lat"},
	"lon":    {"longitude", "lon", "lng"},
	"deaths": {"deaths", "fatalities", "best", "best_est", "nkill", "killed"},
}

// ReadRows reads a table of events as CSV. The categories are read from the
// columns that the taxonomies are named after.
func ReadRows(in io.Reader, taxonomies []string) ([]Row, error) {
	r := csv.NewReader(in)
	r.ReuseRecord = true
	r.FieldsPerRecord = -1
	head, err := r.Read()
	if err != nil {
		return nil, fmt.Errorf("line 1: no header: %w", err)
	}
	at, cats, err := locate(slices.Clone(head), taxonomies)
	if err != nil {
		return nil, err
	}
	var out []Row
	for {
		rec, err := r.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		line, _ := r.FieldPos(0)
		row, err := readRow(rec, at, cats)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
		if row.ID == "" {
			row.ID = strconv.Itoa(len(out) + 1)
		}
		out = append(out, row)
	}
}

// locate finds the columns; a table needs a day and a point.
func locate(head, taxonomies []string) (map[string]int, []int, error) {
	for i := range head {
		head[i] = strings.ToLower(strings.TrimPrefix(strings.TrimSpace(head[i]), "\ufeff"))
	}
	at := map[string]int{}
	for what, names := range columns {
		at[what] = -1
		for _, n := range names {
			if i := slices.Index(head, n); i >= 0 {
				at[what] = i
				break
			}
		}
	}
	for _, what := range []string{"from", "lat", "lon"} {
		if at[what] < 0 {
			return nil, nil, fmt.Errorf("line 1: no column for %s: it may be named %s", map[string]string{"from": "the day", "lat": "the latitude", "lon": "the longitude"}[what], strings.Join(columns[what], ", "))
		}
	}
	var cats []int
	for _, t := range taxonomies {
		cats = append(cats, slices.Index(head, strings.ToLower(t)))
	}
	return at, cats, nil
}

func readRow(rec []string, at map[string]int, cats []int) (Row, error) {
	get := func(i int) string {
		if i < 0 || i >= len(rec) {
			return ""
		}
		return strings.TrimSpace(rec[i])
	}
	row := Row{ID: strings.Clone(get(at["id"])), Deaths: NoDeaths}
	var err error
	if row.From, err = readDay(get(at["from"])); err != nil {
		return row, err
	}
	row.To = row.From
	if s := get(at["to"]); s != "" && s != "NA" {
		if row.To, err = readDay(s); err != nil {
			return row, err
		}
	}
	if row.To < row.From {
		return row, fmt.Errorf("the event ends on %s, before it starts", get(at["to"]))
	}
	if row.Lat, err = degrees(get(at["lat"]), 90); err != nil {
		return row, fmt.Errorf("latitude: %w", err)
	}
	if row.Lon, err = degrees(get(at["lon"]), 180); err != nil {
		return row, fmt.Errorf("longitude: %w", err)
	}
	if n, err := strconv.ParseFloat(get(at["deaths"]), 64); err == nil && n >= 0 && n < 1e12 {
		row.Deaths = int64(n)
	}
	for _, c := range cats {
		row.Category = append(row.Category, strings.Clone(get(c)))
	}
	return row, nil
}

func degrees(s string, most float64) (float64, error) {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(v) || math.Abs(v) > most {
		return 0, fmt.Errorf("%q is not a number of degrees between -%g and %g", s, most, most)
	}
	return v, nil
}

func readDay(s string) (int32, error) {
	for _, layout := range []string{time.DateOnly, "2006-01-02 15:04:05", "2006-01-02 15:04:05.000", "02 January 2006", "02-January-2006", "1/2/2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			return int32(t.Unix() / 86400), nil
		}
	}
	return 0, fmt.Errorf("%q is not a day: write it as 2015-09-19", s)
}

// ReadTaxonomies reads one CSV table of taxonomies: data.source, base.categories
// and the levels from the finest to the coarsest; a first column taxonomy names
// several in one table, else name is used.
func ReadTaxonomies(in io.Reader, name string) ([]Taxonomy, error) {
	all, err := csv.NewReader(in).ReadAll()
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, errors.New("line 1: no header")
	}
	head := all[0]
	first := 0
	if head[0] == "taxonomy" {
		first = 1
	}
	if len(head) < first+3 || head[first] != "data.source" || head[first+1] != "base.categories" {
		return nil, fmt.Errorf("line 1: the columns are %s: want [taxonomy,] data.source, base.categories and the levels", strings.Join(head, ", "))
	}
	var out []Taxonomy
	for _, rec := range all[1:] {
		tax := name
		if first == 1 {
			tax = rec[0]
		}
		i := slices.IndexFunc(out, func(t Taxonomy) bool { return t.Name == tax })
		if i < 0 {
			i = len(out)
			out = append(out, Taxonomy{Name: tax, Levels: map[string]map[string][]string{}})
		}
		src := rec[first]
		if out[i].Levels[src] == nil {
			out[i].Levels[src] = map[string][]string{}
		}
		out[i].Levels[src][rec[first+1]] = slices.Clone(rec[first+2:])
	}
	return out, nil
}
