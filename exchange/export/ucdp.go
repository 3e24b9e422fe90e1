package export

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"cairn"
	"cairn/toll"
)

// ucdpColumns are the 49 columns of UCDP GED 23.1 to 26.1, in their order.
const ucdpColumns = "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob"

// UCDPTable is an event table in the columns of UCDP GED, with ours behind.
func UCDPTable() Table {
	list := names(ucdpColumns, map[Type]string{
		Integer: "id,year,type_of_violence,number_of_sources,where_prec,priogrid_gid,event_clarity,date_prec,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low",
		Number:  "latitude,longitude",
	})
	return Table{Name: "ucdp", Means: "Events in the columns of UCDP GED 23.1 to 26.1. One row an incident with a killed figure.", Columns: append(list, fieldStamp()...), Key: []string{"id"}}
}

const ucdpHolds = "range roots"

// ucdp is one table being written.
type ucdp struct{ fieldTable }

// UCDP writes incidents in the columns of UCDP GED. A row that came from GED and
// that nobody corrected gives its own columns back.
func UCDP(d Data, out Form, losses *Losses) error {
	var u ucdp
	return u.write(UCDPTable(), ucdpHolds, d, out, losses, func(inc *Incident) (string, error) {
		row := originalRow(inc, "exchange.ged")
		theirs := row != nil && strings.HasPrefix(d.Policy, "ucdp@") // UCDP's own estimate, under its own policy
		if why := notUCDP(inc); why != "" && !theirs {
			return why, nil
		}
		u.fieldStamp(d.Stamp, inc)
		if row == nil {
			u.coded(inc)
		} else {
			u.give(inc, row)
		}
		if row != nil && !theirs {
			u.figures(inc, inc.Figure(cairn.Killed))
		}
		return "", nil
	})
}

// notUCDP says why an incident is no event of GED.
func notUCDP(inc *Incident) string {
	k := inc.Figure(cairn.Killed)
	switch {
	case k == nil || k.Low == nil && k.Best == nil && k.High == nil:
		return "left out: nobody gives a number of dead"
	case inc.Time == nil || inc.Time.Start == "" && inc.Time.End == "":
		return "left out: no day is known of it"
	}
	return ""
}

// give puts a row's own columns back.
func (u *ucdp) give(inc *Incident, row map[string]string) {
	for column, v := range row {
		if !u.take(column, v) {
			u.lost.row(inc, column, "a value that the column cannot hold: left blank")
		}
	}
}

// coded fills the columns from claims.
func (u *ucdp) coded(inc *Incident) {
	u.set("id", number(inc.ID))
	u.set("relid", inc.ID)
	u.set("code_status", "cairn") // not UCDP's "Clear": nobody of theirs has read it
	if inc.Clarity > 0 {
		u.set("event_clarity", inc.Clarity)
	}
	u.figures(inc, inc.Figure(cairn.Killed))
	u.deaths(inc, u.sides(inc))
	u.where(inc)
	u.when(inc)
	u.sources(inc)
}

// figures writes low, best and high. GED needs all three: one that is missing
// takes the nearest that is there, and the loss report says so.
func (u *ucdp) figures(inc *Incident, k *toll.Figure) {
	best := cmp.Or(k.Best, k.Low, k.High)
	low, high := cmp.Or(k.Low, best), cmp.Or(k.High, best)
	if k.Low == nil || k.Best == nil || k.High == nil {
		u.lost.row(inc, "low, best, high", "a bound that nobody gives: the nearest figure stands in its place")
	}
	u.set("low", low)
	u.set("best", best)
	u.set("high", high)
}

// sides fills type_of_violence and the sides as far as the claims tell them, and
// returns the column of the dead.
func (u *ucdp) sides(inc *Incident) string {
	v := oneVictim(inc.victims())
	who, kind := partyName(inc.Perpetrator), ""
	if inc.Perpetrator != nil {
		kind = inc.Perpetrator.Type
	}
	state := slices.Contains([]string{"state_forces", "government", "police", "external_forces"}, kind)
	ofState := slices.Contains([]string{"armed_forces", "police", "pro_government_militia"}, v.Status)
	side := func(a, b string, violence int, known bool, dead string) string {
		u.set("side_a", a)
		u.set("side_b", b)
		if known {
			u.set("type_of_violence", violence)
		}
		return dead
	}
	switch {
	case v.Status == "civilian" || v.Status == "other_protected":
		return side(who, "Civilians", 3, who != "", "deaths_civilians")
	case ofState && state, v.Status == "armed_group" && state:
		return side(who, v.Affiliation, 1, true, "deaths_b")
	case ofState:
		return side(v.Affiliation, who, 1, kind != "", "deaths_a")
	case v.Status == "armed_group":
		return side(who, v.Affiliation, 2, kind != "", "deaths_b")
	}
	u.set("side_a", who)
	return "deaths_unknown"
}

// deaths puts the best figure under the side of the dead. The four columns sum
// to best, as the codebook has it: the other three are 0 by arithmetic.
func (u *ucdp) deaths(inc *Incident, column string) {
	best := u.row[u.at["best"]]
	for _, c := range []string{"deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"} {
		u.set(c, int64(0))
	}
	u.set(column, best)
	if v := oneVictim(inc.victims()); outOfTheFight(v) {
		u.lost.row(inc, "condition", "that the dead were out of the fight ("+v.Condition+"): UCDP counts them with their side")
	} else if v.Status != "" && column == "deaths_unknown" {
		u.lost.row(inc, "victims", "a status that UCDP has no side for ("+v.Status+"): under unknown")
	}
}

func (u *ucdp) where(inc *Incident) {
	l := inc.Place
	if l == nil {
		return
	}
	u.set("where_coordinates", cmp.Or(l.Name, l.Text))
	u.set("where_description", placeName(l))
	u.set("adm_1", l.Admin1)
	u.set("adm_2", l.Admin2)
	if u.d.Country != nil {
		u.set("country", cmp.Or(u.d.Country(l.Country), l.Country))
	}
	code, ok := ucdpPlaces[l.Precision]
	if !ok {
		u.lost.row(inc, "where_prec", "how exactly the place is known: no point is given, either")
		return
	}
	u.set("where_prec", code)
	if lat, lon := pointOf(l); lat != nil {
		u.set("latitude", lat)
		u.set("longitude", lon)
		u.set("geom_wkt", "POINT ("+degrees(*lon)+" "+degrees(*lat)+")")
		u.set("priogrid_gid", prioGrid(*lat, *lon))
	}
}

// degrees writes a coordinate as it is, without an exponent.
func degrees(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

func (u *ucdp) when(inc *Incident) {
	w := *inc.Time
	start, end := cmp.Or(w.Start, w.End), cmp.Or(w.End, w.Start)
	if w.Start == "" || w.End == "" {
		u.lost.row(inc, "date_start, date_end", "that one end of the time is not known: the other stands for it")
	}
	w.Start, w.End = start, end
	u.set("date_start", string(start)+" 00:00:00.000")
	u.set("date_end", string(end)+" 00:00:00.000")
	if year, err := strconv.ParseInt(string(start[:min(4, len(start))]), 10, 64); err == nil {
		u.set("year", year)
	}
	if code, ok := ucdpTime(&w); ok {
		u.set("date_prec", code)
	}
}

// sources fills the parallel lists of the reports, and the original sources.
func (u *ucdp) sources(inc *Incident) {
	var articles, offices, dates, headlines []string
	for _, r := range inc.reports() {
		office, date, headline := listed(cmp.Or(r.Publisher, r.Agency)), r.Date[:min(10, len(r.Date))], listed(r.Title)
		articles = append(articles, `"`+office+","+date+","+headline+`"`)
		offices, dates, headlines = append(offices, office), append(dates, date), append(headlines, headline)
	}
	u.set("number_of_sources", len(articles))
	for column, list := range map[string][]string{"source_article": articles, "source_office": offices, "source_date": dates, "source_headline": headlines, "source_original": inc.roots()} {
		u.set(column, strings.Join(list, ";"))
	}
}

// listed makes a text fit for a list that semicolons and quotation marks divide.
func listed(s string) string { return strings.NewReplacer(";", ",", `"`, "'", "\n", " ").Replace(s) }
