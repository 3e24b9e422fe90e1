package export

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"cairn"
	"cairn/toll"
)

// acledColumns are the 31 columns of ACLED's export.
const acledColumns = "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"

// ACLEDTable is an event table in the columns of ACLED, with ours behind.
func ACLEDTable() Table {
	list := names(acledColumns, map[Type]string{Date: "event_date", Integer: "year,time_precision,iso,geo_precision,fatalities,timestamp", Number: "latitude,longitude"})
	return Table{Name: "acled", Means: "Events in the 31 columns of ACLED's export: one row an incident on one day at one place, and one a change of hands.", Columns: append(list, fieldStamp()...), Key: []string{"event_id_cnty"}}
}

const acledHolds = "roots"

type acled struct{ fieldTable }

// ACLED writes incidents and changes of control in the columns of ACLED. Its
// rules for fatalities are the policy acled; figures of another policy are
// written as they are, and the row names it.
func ACLED(d Data, out Form, losses *Losses) error {
	var a acled
	err := a.write(ACLEDTable(), acledHolds, d, out, losses, func(inc *Incident) (string, error) {
		if why := notACLED(inc.Time, inc.Place); why != "" {
			return why, nil
		}
		a.incident(inc)
		return "", nil
	})
	if err != nil {
		return err
	}
	return a.control(out)
}

// notACLED says why something is no event of ACLED: one day at one named place.
func notACLED(w *cairn.When, l *cairn.Locus) string {
	if _, ok := acledTime(w); !ok {
		return "left out: the time is not known to a month"
	}
	if l == nil {
		return "left out: no place is known of it"
	}
	if _, ok := acledPlaces[l.Precision]; !ok {
		return "left out: the place is not known to a province"
	}
	return ""
}

func (a *acled) incident(inc *Incident) {
	a.fieldStamp(a.d.Stamp, inc)
	k := inc.Figure(cairn.Killed)
	if row := originalRow(inc, "exchange.acled"); row != nil {
		for column, v := range row {
			if column == "event_date" && len(inc.Time.Start) > 0 {
				a.set(column, inc.Time.Start)
			} else if !a.take(column, v) {
				a.lost.row(inc, column, "a column or value that the present form does not have")
			}
		}
		if k != nil && !strings.HasPrefix(k.Policy, "acled@") {
			a.set("fatalities", k.Best)
		}
		return
	}
	a.set("event_id_cnty", inc.ID)
	a.when(inc)
	a.where(inc.Place)
	a.kind(inc)
	var publishers []string
	for _, r := range inc.reports() {
		publishers = appendNew(publishers, listed(cmp.Or(r.Publisher, r.Agency)))
	}
	a.set("source", strings.Join(publishers, "; "))
	a.set("notes", a.notes(inc))
	if k == nil {
		a.lost.row(inc, "fatalities", "that nobody speaks of dead: blank, where ACLED writes 0")
		return
	}
	if a.set("fatalities", k.Best); k.Best == nil {
		a.set("fatalities", k.Low)
	}
}

func (a *acled) when(inc *Incident) {
	code, _ := acledTime(inc.Time)
	a.set("time_precision", code)
	day := midpoint(inc.Time)
	a.set("event_date", day)
	a.year(day)
	if inc.Time.Start != inc.Time.End {
		a.lost.row(inc, "event_date", "the stretch of days: its middle is written, with its precision")
	}
}

func (a *acled) year(day cairn.Day) {
	if year, err := strconv.ParseInt(string(day[:min(4, len(day))]), 10, 64); err == nil {
		a.set("year", year)
	}
}

func (a *acled) where(l *cairn.Locus) {
	a.set("geo_precision", acledPlaces[l.Precision])
	a.set("location", cmp.Or(l.Name, l.Text))
	a.set("admin1", l.Admin1)
	a.set("admin2", l.Admin2)
	a.set("admin3", l.Admin3)
	lat, lon := pointOf(l)
	a.set("latitude", lat)
	a.set("longitude", lon)
	if n, ok := isoNumber(l.Country); ok {
		a.set("iso", n)
	}
	if a.d.Country != nil {
		a.set("country", cmp.Or(a.d.Country(l.Country), l.Country))
	}
}

// acledKinds are the types that an act is whoever the victims were.
var acledKinds = map[string][2]string{
	"air_strike":      {"Explosions/Remote violence", "Air/drone strike"},
	"shelling":        {"Explosions/Remote violence", "Shelling/artillery/missile attack"},
	"suicide_bombing": {"Explosions/Remote violence", "Suicide bomb"},
	"chemical_attack": {"Explosions/Remote violence", "Chemical weapon"},
	"bombing":         {"Explosions/Remote violence", "Remote explosive/landmine/IED"},
	"mine_explosion":  {"Explosions/Remote violence", "Remote explosive/landmine/IED"},
	"abduction":       {"Violence against civilians", "Abduction/forced disappearance"},
	"sexual_violence": {"Violence against civilians", "Sexual violence"},
	"arrest":          {"Strategic developments", "Arrests"},
	"riot":            {"Riots", "Mob violence"},
}

// acledOthers are acts that are no political violence to ACLED.
var acledOthers = []string{"accident", "suicide", "collapse", "crash", "other"}

// kind fills the types, actors and interaction as far as the claims tell them.
func (a *acled) kind(inc *Incident) {
	v := oneVictim(inc.victims())
	side := acledVictims(v)
	a.actors(inc, v, side)
	kind, ok := acledKinds[inc.act()]
	switch {
	case ok && inc.means() == "grenade":
		kind[1] = "Grenade"
	case ok:
	case side == "Protesters":
		kind = [2]string{"Protests", "Excessive force against protesters"}
	case slices.Contains(acledOthers, inc.act()):
	case side == "Civilians":
		kind = [2]string{"Violence against civilians", "Attack"}
	case side == "armed" || inc.act() == "clash":
		kind = [2]string{"Battles", "Armed clash"}
	}
	if kind[0] == "" {
		a.lost.row(inc, "event_type", "a type of event: neither the act nor the victims say which")
		return
	}
	a.types(kind[0], kind[1])
	if side == "Civilians" {
		a.set("civilian_targeting", "Civilian targeting")
	}
}

func (a *acled) types(event, sub string) {
	a.set("event_type", event)
	a.set("sub_event_type", sub)
	disorder := "Political violence"
	switch event {
	case "Protests":
		disorder = "Political violence; Demonstrations" // only protests with force against them are here
	case "Strategic developments":
		disorder = "Strategic developments"
	}
	a.set("disorder_type", disorder)
}

// acledActors are the words and numbers of ACLED for types of actors.
var acledActors = map[string]struct {
	name string
	code int
}{
	"state_forces": {"State forces", 1}, "government": {"State forces", 1}, "police": {"State forces", 1}, "rebel_group": {"Rebel group", 2},
	"political_militia": {"Political militia", 3}, "criminal": {"Political militia", 3}, "unidentified": {"Political militia", 3},
	"identity_militia": {"Identity militia", 4}, "rioters": {"Rioters", 5}, "protesters": {"Protesters", 6}, "civilians": {"Civilians", 7}, "external_forces": {"External/Other forces", 8},
}

func (a *acled) actors(inc *Incident, v cairn.Victims, side string) {
	country := ""
	if inc.Place != nil && a.d.Country != nil {
		country = a.d.Country(inc.Place.Country)
	}
	kind := ""
	if p := inc.Perpetrator; p != nil {
		a.set("actor1", cmp.Or(p.Actor, p.Text))
		var others []string
		for i := range p.With {
			others = append(others, partyName(&p.With[i]))
		}
		a.set("assoc_actor_1", strings.Join(others, "; "))
		kind = p.Type
	}
	one, known := acledActors[kind]
	a.set("inter1", one.name)
	two := acledActors[map[string]string{"Civilians": "civilians", "Protesters": "protesters"}[side]]
	switch side {
	case "Civilians", "Protesters":
		a.set("actor2", strings.TrimSuffix(side+" ("+country+")", " ()"))
	case "armed":
		a.set("actor2", v.Affiliation)
		if v.Status == "armed_forces" || v.Status == "police" {
			two = acledActors["state_forces"]
		}
	}
	a.set("inter2", two.name)
	if known && two.code > 0 {
		if one.code > two.code { // ACLED writes the lower type first
			one, two = two, one
		}
		a.set("interaction", one.name+"-"+two.name)
	}
}

// notes say in words what the columns have no room for.
func (a *acled) notes(inc *Incident) string {
	var parts []string
	if inc.Time.Start != inc.Time.End {
		parts = append(parts, "Between "+string(inc.Time.Start)+" and "+string(inc.Time.End)+".")
	}
	if k := inc.Figure(cairn.Killed); k != nil {
		parts = append(parts, "Killed: "+toll.RangeText(k.Range)+" ("+k.Policy+").")
	}
	if roots := inc.roots(); len(roots) > 0 {
		parts = append(parts, "According to "+strings.Join(roots, "; ")+".")
	}
	return strings.Join(parts, " ")
}
