package export

import (
	"slices"
	"strconv"
	"strings"

	"cairn"
	"cairn/exchange"
	"cairn/toll"
)

// airwarsBase are the 68 columns of Airwars' table of incidents that stand
// before the groups of casualties.
const airwarsBase = "post_id,post_status,post_published,post_modified,permalink,code,previous_codes,date_type,date,date_end,local_time_type,local_time,local_time_start,local_time_end,local_time_of_day,local_first_reported_date_time,local_first_reported_by,local_first_reported_url,country_name,country_slug,location_name,location_name_arabic,location_name_hebrew,location_name_ukrainian,region,strike_status_name,strike_status_slug,infrastructure_name,infrastructure_slug,strike_type_name,strike_type_slug,targeted_belligerent_name,targeted_belligerent_slug,observation_name,observation_slug,impact_name,impact_slug,total_strikes,civilian_harm_reported,civilian_harm_status_name,civilian_harm_status_slug,cause_of_death_injury_name,cause_of_death_injury_slug,geolocated,latitude,longitude,geolocation_status_name,geolocation_status_slug,geolocation_accuracy_name,geolocation_accuracy_slug,geojson_caption,geolocation_notes,geolocation_sign_off_assessor,geolocation_sign_off_date_time,num_media,num_victims,num_victims_named,num_victims_named_english,num_victims_named_arabic,num_victims_named_hebrew,num_victims_named_ukrainian,num_reconciled,num_families,num_individuals,victim_average_age,declassified_assessment,press_release"

// airwarsGroups are the 18 groups of casualties, each with four columns.
const airwarsGroups = "civilian_non_combatants,children,women,men,human_rights_defenders,journalists,trade_unionists,healthcare_personnel,other_civilian_non_combatants,undetermined,other_protected_persons,medical_and_religious_personnel_state,medical_and_religious_personnel_non_state,persons_hors_de_combat,belligerents,member_of_armed_forces,persons_directly_participating_in_hostilities,civilian_role_in_military"

// airwarsParts are the groups that Airwars counts inside another one.
var airwarsParts = map[string]string{"children": "children", "women": "women", "men": "men", "journalists": "journalists", "medical": "healthcare_personnel", "health_workers": "healthcare_personnel"}

const airwarsTail = "num_sources,num_sources_twitter,num_sources_facebook,num_sources_telegram,num_sources_other,summary,belligerent_1_belligerent_name,belligerent_1_belligerent_slug,belligerent_1_type,belligerent_2_belligerent_name,belligerent_2_belligerent_slug,belligerent_2_type,belligerent_3_belligerent_name,belligerent_3_belligerent_slug,belligerent_3_type"

// AirwarsTable is an incident table in the columns of Airwars, with ours behind.
// Its internal columns (geolocation_notes_internal) are never written.
func AirwarsTable() Table {
	list, integers := airwarsBase, "post_id,total_strikes,num_media,num_victims,num_victims_named,num_reconciled,num_families,num_individuals,num_sources,num_sources_twitter,num_sources_facebook,num_sources_telegram,num_sources_other"
	for group := range strings.SplitSeq(airwarsGroups, ",") {
		for _, end := range []string{"_killed_min", "_killed_max", "_injured_min", "_injured_max"} {
			list += "," + group + end
			integers += "," + group + end
		}
	}
	return Table{Name: "airwars", Means: "Incidents in the columns of Airwars' table of incidents, with a minimum and maximum for each group of casualties.",
		Columns: append(names(list+","+airwarsTail, map[Type]string{Integer: integers, Number: "latitude,longitude", Date: "date,date_end"}), fieldStamp()...), Key: []string{"code"}}
}

const airwarsHolds = "range injured victims aliases"

type airwars struct{ fieldTable }

// Airwars writes incidents in the columns of Airwars. Their single grade is
// derived from our two.
func Airwars(d Data, out Form, losses *Losses) error {
	var a airwars
	return a.write(AirwarsTable(), airwarsHolds, d, out, losses, func(inc *Incident) (string, error) {
		if inc.Time == nil || inc.Time.Start == "" {
			return "left out: no day is known of it", nil
		}
		return "", a.incident(inc)
	})
}

func (a *airwars) incident(inc *Incident) error {
	a.fieldStamp(a.d.Stamp, inc)
	if row := originalRow(inc, "exchange.airwars"); row != nil {
		beside := map[string]bool{}
		for column, v := range row {
			if column == "date" || column == "date_end" {
				continue
			}
			if table, joined := exchange.Joined(column); joined {
				beside[table] = true
			} else if !a.take(column, v) {
				a.lost.row(inc, column, "a column or value that the public form does not have")
			}
		}
		for table := range beside {
			a.lost.row(inc, table, "rows of the table of "+table+" that stand beside this one")
		}
		a.set("date", inc.Time.Start)
		if row["date_end"] != "" {
			a.set("date_end", inc.Time.End)
		}
		return nil
	}
	a.set("post_id", number(inc.ID))
	a.set("code", inc.ID)
	a.set("post_status", "publish")
	a.set("previous_codes", strings.Join(inc.Aliases, "; "))
	a.set("date_type", "date")
	a.set("date", inc.Time.Start)
	if inc.Time.End != inc.Time.Start {
		a.set("date_type", "date_range")
		a.set("date_end", inc.Time.End)
	}
	a.where(inc)
	a.grade(inc)
	a.belligerents(inc)
	a.set("num_sources", len(inc.reports()))
	a.set("summary", first(inc.counted(), func(c *cairn.Claim) string { return c.Quote }))
	return a.groups(inc)
}

func (a *airwars) where(inc *Incident) {
	l := inc.Place
	if l == nil {
		return
	}
	if a.d.Country != nil {
		a.named("country", a.d.Country(l.Country))
	}
	if l.Name != "" || l.Text != "" {
		a.set("location_name", placeName(l))
	}
	a.set("region", l.Admin1)
	accuracy := airwarsPlaces[l.Precision]
	if accuracy == "other" {
		a.lost.row(inc, "geolocation_accuracy", "the precision "+l.Precision+": Airwars has \"other\"")
	}
	a.named("geolocation_accuracy", accuracy)
	if lat, lon := pointOf(l); accuracy != "" {
		a.set("latitude", lat)
		a.set("longitude", lon)
	}
}

// named fills a name and the slug beside it.
func (a *airwars) named(column, name string) {
	a.set(column+"_name", strings.ReplaceAll(name, "_", " "))
	a.set(column+"_slug", slug(name))
}

func slug(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '_' && r < 0x80
	}), "-")
}

var airwarsStrikes = map[string]string{"air_strike": "airstrike", "shelling": "artillery"}

func (a *airwars) grade(inc *Incident) {
	g := inc.Grades()
	a.named("civilian_harm_status", string(g.Airwars))
	if strike, ok := airwarsStrikes[inc.act()]; ok {
		if inc.means() == "drone" {
			strike = "drone_strike"
		}
		a.named("strike_type", strike)
	}
	if slices.ContainsFunc(inc.victims(), func(v cairn.Victims) bool { return v.Status == "civilian" }) {
		a.set("civilian_harm_reported", "yes")
	}
	if g.Occurrence != g.Airwars || g.Responsibility != g.Airwars {
		a.lost.row(inc, "civilian_harm_status", "two grades, of the occurrence and of the responsibility: Airwars has one (both stand in our columns)")
	}
}

// belligerents lists who is said to have done it: up to three.
func (a *airwars) belligerents(inc *Incident) {
	p := inc.Perpetrator
	if p == nil {
		return
	}
	all, role := append([]cairn.Party{{Words: p.Words, Actor: p.Actor}}, p.With...), "Suspected"
	all = append(all, p.Or...)
	if inc.Grades().Responsibility == toll.Confirmed {
		role = "Known"
	}
	for i := range all {
		if i == 3 {
			a.lost.row(inc, "belligerents", "more than three")
			return
		}
		if name := partyName(&all[i]); name != "" {
			column := "belligerent_" + strconv.Itoa(i+1) + "_"
			a.named(column+"belligerent", name)
			a.set(column+"type", role)
		}
	}
}

// groups puts the figures under the group that all victims belong to, or under
// undetermined, and those of parts (children, women) in columns of their own.
func (a *airwars) groups(inc *Incident) error {
	group := airwarsGroup(oneVictim(inc.victims()))
	for _, m := range []cairn.Measure{cairn.Killed, cairn.Injured} {
		if k := inc.Figure(m); k != nil {
			a.bounds(inc, group, m, k)
		}
	}
	done := map[string]bool{}
	for _, c := range inc.Claims {
		if c.Victims == nil || airwarsParts[c.Victims.Group] == "" || done[c.Victims.Group] || a.d.Some == nil {
			continue
		}
		done[c.Victims.Group] = true
		some, err := a.d.Some(inc.ID, toll.Selection{VictimGroup: c.Victims.Group})
		if err != nil {
			return err
		}
		for i := range some {
			if m := some[i].Measure; m == cairn.Killed || m == cairn.Injured {
				a.bounds(inc, airwarsParts[c.Victims.Group], m, &some[i])
			}
		}
	}
	return nil
}

func (a *airwars) bounds(inc *Incident, group string, m cairn.Measure, k *toll.Figure) {
	low, high := k.Low, k.High
	if low == nil {
		low = k.Best
	}
	if high == nil {
		if high = k.Best; high == nil {
			high = low
		}
	}
	a.set(group+"_"+string(m)+"_min", low)
	a.set(group+"_"+string(m)+"_max", high)
	if k.Open {
		a.lost.row(inc, group+"_"+string(m)+"_max", "that the maximum is open: the highest number stated is written")
	}
}
