package export

import (
	"strings"

	"cairn"
)

// harms are the measures that an incident's row has columns for.
func harms() []cairn.Measure {
	var out []cairn.Measure
	for _, m := range cairn.Measures() {
		if m.OfHarm() {
			out = append(out, m)
		}
	}
	return out
}

// IncidentTable is one row an incident, with low, best and high of each measure
// side by side: the measures stand in columns of their own because they are
// never added to one another.
func IncidentTable() Table {
	list := columns(`
incident string the incident's permanent id
start date the first day on which it may have happened
end date the last day on which it may have happened
time_precision string how exactly the time is known: day, days, week, month, year, range
place string where, as the record names it
country string ISO 3166-1 alpha-2 code
admin1 string first-order division, plain English name
admin2 string second-order division
latitude number degrees in WGS 84, of the place in column place
longitude number degrees in WGS 84
place_precision string how exactly the place is known: exact, near, district, province, region, country, sea_or_air
perpetrator string who is said to have done it, as the record names them
act string how
means string with what
victims string who was harmed, as reported: status
condition string in what condition they were: captive, wounded ...
victims_sdg string the status in the terms of SDG indicator 16.1.2
clarity integer 1 an incident of its own, 2 aggregated`)
	for _, m := range harms() {
		name, words := string(m), strings.ReplaceAll(string(m), "_", " ")
		list = append(list,
			Column{name + "_low", Integer, "people " + words + ", low"},
			Column{name + "_best", Integer, "people " + words + ", best"},
			Column{name + "_high", Integer, "people " + words + ", high"},
			Column{name + "_open", Truth, "the upper end is open: so many \"or more\""},
			Column{name + "_claims", Text, "ids of the claims that this figure rests on"})
	}
	list = append(list, columns(gradeColumns+`
airwars_grade string Airwars' single grade, derived from both
reports integer how many reports speak of it
publishers string who published them
roots string who first said it, as named
claims string ids of all its claims`+stampColumns)...)
	return Table{Name: "incidents", Means: "One row an incident: one act by the same hands on the same people in one stretch of place and time.", Columns: list, Key: []string{"incident"}}
}

const incidentsHold = "range open injured measures victims roots perpetrator place"

// Incidents writes the table of incidents.
func Incidents(d Data, out Form, losses *Losses) error {
	t := IncidentTable()
	if err := out.Table(t); err != nil {
		return err
	}
	f, lost := newFiller(t), newLossCounter(t.Name, losses, incidentsHold)
	for inc, err := range d.Incidents {
		if err != nil {
			return err
		}
		f.clear()
		f.incident(&inc)
		f.stamp("", d.Stamp)
		if err := f.put(out); err != nil {
			return err
		}
		lost.incident(&inc)
	}
	return nil
}

func (f *filler) incident(inc *Incident) {
	f.set("incident", inc.ID)
	f.when(inc.Time)
	f.where(inc.Place)
	f.set("perpetrator", partyName(inc.Perpetrator))
	f.set("act", inc.act())
	f.set("means", inc.means())
	who := oneVictim(inc.victims())
	f.set("victims", who.Status)
	f.set("condition", who.Condition)
	f.set("victims_sdg", sdgStatus(who))
	if inc.Clarity > 0 {
		f.set("clarity", inc.Clarity)
	}
	for i := range inc.Figures {
		k := &inc.Figures[i]
		if name := string(k.Measure); k.Measure.OfHarm() {
			f.set(name+"_low", k.Low)
			f.set(name+"_best", k.Best)
			f.set(name+"_high", k.High)
			f.set(name+"_open", k.Open)
			f.set(name+"_claims", strings.Join(behind(k), " "))
		}
	}
	g := inc.Grades()
	f.grades("", g)
	f.set("airwars_grade", string(g.Airwars))
	var publishers, claims []string
	for _, r := range inc.reports() {
		publishers = appendNew(publishers, r.Publisher)
	}
	for _, c := range inc.Claims {
		claims = appendNew(claims, c.ID)
	}
	f.set("reports", len(inc.reports()))
	f.set("publishers", strings.Join(publishers, "; "))
	f.set("roots", strings.Join(inc.roots(), "; "))
	f.set("claims", strings.Join(claims, " "))
}

func appendNew(list []string, s string) []string {
	for _, have := range list {
		if have == s {
			return list
		}
	}
	if s == "" {
		return list
	}
	return append(list, s)
}

func (f *filler) when(w *cairn.When) {
	if w != nil {
		f.set("start", w.Start)
		f.set("end", w.End)
		f.set("time_precision", w.Precision)
	}
}

func (f *filler) where(l *cairn.Locus) {
	if l == nil {
		return
	}
	f.set("place", placeName(l))
	f.set("country", l.Country)
	f.set("admin1", l.Admin1)
	f.set("admin2", l.Admin2)
	lat, lon := pointOf(l)
	f.set("latitude", lat)
	f.set("longitude", lon)
	f.set("place_precision", l.Precision)
}
