package exchange

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"cairn"
)

func mapped(t *testing.T, mapping, in string) []Row {
	t.Helper()
	m, err := BuiltinMapping(mapping)
	if err != nil {
		t.Fatal(err)
	}
	seq, err := Mapped("t.csv", strings.NewReader(in), m, Options{Country: func(name string) string {
		return map[string]string{"Examplia": "EX"}[name]
	}})
	if err != nil {
		t.Fatal(err)
	}
	return slices.Collect(seq)
}

func TestEveryBuiltinMappingIsRead(t *testing.T) {
	if len(Mappings()) < 6 {
		t.Errorf("only %v", Mappings())
	}
	for _, name := range Mappings() {
		if m, err := BuiltinMapping(name); err != nil || m.Codebook == "" || m.Licence == "" {
			t.Errorf("%s: %v, codebook %q, licence %q", name, err, m.Codebook, m.Licence)
		}
	}
}

func TestRowsOfTheFieldsTables(t *testing.T) {
	eleven := strings.Repeat("# a line of comment, with \"marks\"\n", 11)
	for _, c := range []struct {
		name, mapping, in           string
		id, days, precision, counts string
		root                        string
	}{
		{"ACLED, present form, columns in another order", "acled",
			"fatalities,event_id_cnty,event_date,event_type,sub_event_type,actor1,location,country,latitude,longitude,geo_precision,time_precision,source\n" +
				"12,EXA1,2020-05-06,Battles,Armed clash,Group A,Old Bridge,Examplia,10.5,20.25,2,1,Monitor; Harbour Wire\n",
			"acled-EXA1", "2020-05-06 2020-05-06", "day near", "killed 12/?/12", "Monitor"},
		{"ACLED, older day", "acled",
			"event_id_cnty,event_date,event_type,fatalities,location,time_precision\nEXA2,06 May 2020,Battles,0,Old Bridge,3\n",
			"acled-EXA2", "2020-05-06 2020-05-06", "month ", "killed 0/?/0", ""},
		{"GTD: an unknown day, a blank count", "gtd",
			"eventid,iyear,imonth,iday,nkill,nkillter,nwound,city,country_txt,specificity\n199001000001,1990,2,0,7,2,,Old Bridge,Examplia,1\n",
			"gtd-199001000001", "1990-02-01 1990-02-28", "month exact", "killed 7/?/7; killed 2/?/2", ""},
		{"GTD: -99 is unknown, not a number", "gtd",
			"eventid,iyear,imonth,iday,nkill,nwound,city\n1,1990,0,0,-99,3,x\n",
			"gtd-1", "1990-01-01 1990-12-31", "year ", "injured 3/?/3", ""},
		{"Iraq Body Count: comments first, outlets and original source", "ibc",
			eleven + "IBC code,Start Date,End Date,Time,Location,Target,Weapons,Reported Minimum,Reported Maximum,Sources\n" +
				"k001,4 Apr 2003,5 Apr 2003,AM,Old Bridge,,gunfire,3,5,\"WP 04 Apr (MoH), AP 05 Apr\"\n",
			"ibc-k001", "2003-04-04 2003-04-05", "days ", "killed 3/?/5", "MoH"},
		{"Airwars: a range, and the children among them", "airwars",
			"post_id,code,date,location_name,civilian_non_combatants_killed_min,civilian_non_combatants_killed_max,children_killed_min,children_killed_max\n77,X1,2020-05-06,Old Bridge,4,6,1,2\n",
			"airwars-77", "2020-05-06 2020-05-06", "day ", "killed 4/?/6; killed 1/?/2", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			rows := mapped(t, c.mapping, c.in)
			if len(rows) != 1 || rows[0].Err != nil {
				t.Fatalf("%+v", rows)
			}
			r := rows[0].Coded
			first := r.Claims[0]
			var counts []string
			for _, claim := range r.Claims {
				counts = append(counts, string(claim.Measure)+" "+bounds(claim.Count))
				if claim.Quote != r.Text[claim.Span[0]:claim.Span[1]] || !claim.Span.Contains(*claim.Count.Span) {
					t.Errorf("quote %q at %v", claim.Quote, claim.Span)
				}
			}
			precision := first.Time.Precision + " "
			if first.Place != nil {
				precision += first.Place.Precision
			}
			root := ""
			if first.Root() != nil {
				root = first.Root().Text
			}
			if r.ID != c.id || string(first.Time.Start)+" "+string(first.Time.End) != c.days || precision != c.precision || strings.Join(counts, "; ") != c.counts || root != c.root {
				t.Errorf("id %s, days %s %s, precision %q, counts %q, root %q", r.ID, first.Time.Start, first.Time.End, precision, strings.Join(counts, "; "), root)
			}
		})
	}
}

func bounds(q *cairn.Quantity) string {
	p := func(n *int64) string {
		if n == nil {
			return "?"
		}
		return digits(n)
	}
	return p(q.Low) + "/" + p(q.Value) + "/" + p(q.High)
}

func TestAMorgueTotalIsNoIncident(t *testing.T) {
	for mapping, head := range map[string]string{
		"ibc":     "IBC code,Start Date,End Date,Time,Location,Target,Weapons,Reported Minimum,Reported Maximum,Sources\n",
		"ibc2016": "IBC_code,Start_Date,End_Date,Time,Location,Target,Weapons,Deaths_recorded,Sources\n",
	} {
		n := map[string]string{"ibc": "210,230", "ibc2016": "220"}[mapping]
		rows := mapped(t, mapping, strings.Repeat("# comment\n", 11)+head+
			"x901a,1-Sep-03,30-Sep-03,,North Hospital,,gunfire,"+n+",AP 01 Oct (morgue)\n"+
			"x073,5-Apr-03,5-Apr-03,AM,Old Bridge,,gunfire,"+n+",AP 06 Apr\n"+
			"k001,5-Apr-03,9-Apr-03,AM,Old Bridge,,gunfire,"+n+",AP 06 Apr\n")
		var got []string
		for _, r := range rows {
			if r.Err != nil {
				t.Fatal(r.Err)
			}
			c := r.Coded.Claims[0]
			got = append(got, string(c.Scope))
			if net := c.Baseline != nil && c.Baseline.Phase == cairn.Residual; net != (c.Scope == cairn.ScopeAggregate) || c.Place.Country != "IQ" {
				t.Errorf("%s: baseline %+v, place %+v", mapping, c.Baseline, c.Place)
			}
			if inc := r.Coded.Incidents[0]; (inc.Killed == nil) != (c.Scope == cairn.ScopeAggregate) {
				t.Errorf("%s: %s counts %+v", mapping, r.Coded.ID, inc.Killed)
			}
		}
		if strings.Join(got, " ") != "aggregate incident incident" {
			t.Errorf("%s: scopes %v", mapping, got)
		}
	}
}

func TestAggregatesNeverEnterAnIncident(t *testing.T) {
	rows := mapped(t, "hapi", "location_code,event_type,fatalities,reference_period_start,reference_period_end,admin1_name\nEXA,political_violence,40,2020-05-01,2020-05-31,North\n")
	c := rows[0].Coded
	if c.Claims[0].Scope != cairn.ScopeAggregate || c.Incidents[0].Killed != nil {
		t.Errorf("scope %s, incident %+v", c.Claims[0].Scope, c.Incidents[0].Killed)
	}
}

func TestBadRowsSayRowAndColumn(t *testing.T) {
	head := "event_id_cnty,event_date,event_type,fatalities,location\n"
	for _, c := range []struct{ in, want string }{
		{head + "E1,yesterday,Battles,1,x\n", `row 1, column "event_date": "yesterday"`},
		{head + "E1,2020-05-06,Battles,many,x\n", `row 1, column "fatalities": "many"`},
		{head + ",2020-05-06,Battles,1,x\n", `column "event_id_cnty": the row has no id`},
		{head + "E1,2020-05-06,Battles,-3,x\n", `"-3"`},
	} {
		if err := mapped(t, "acled", c.in)[0].Err; err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("got %v, want %q", err, c.want)
		}
	}
	m, _ := BuiltinMapping("acled")
	if _, err := Mapped("t.csv", strings.NewReader("a,b\n"), m, Options{}); err == nil || !strings.Contains(err.Error(), "event_date") {
		t.Errorf("another table: %v", err)
	}
}

func TestBadMappingsAreRefused(t *testing.T) {
	good := "name = \"n\"\npublisher = \"p\"\n[[count]]\nmeasure = \"killed\"\ncolumn = \"dead\"\n"
	for _, c := range []struct{ in, want string }{
		{good, ""},
		{strings.Replace(good, "killed", "smitten", 1), `"smitten" is not a measure`},
		{good + "colour = 3\n", `"count.colour"`},
		{"name = \n", "row 1"},
		{strings.Replace(good, "publisher", "licence", 1), "publisher"},
		{good + "low = \"min\"\n", "a column, or low and high"},
		{good + "[act]\ncolumn = \"x\"\nsame = \"acts\"\n", `"acts": there is no such closed list`},
		{good + "[[count]]\nmeasure = \"killed\"\ncolumn = \"x\"\nstance = \"sworn\"\n", `"sworn" is not a stance`},
		{good + "[scope]\ncolumn = \"x\"\nscope = \"incident\"\n", `"incident" is not cumulative`},
		{good + "[[beside]]\nname = \"victims\"\n", "a [[beside]] needs"},
		{good + "[act]\ncolumn = \"x\"\nvalues = { a = \"tickling\" }\n", `"tickling"`},
	} {
		_, err := ParseMapping("own.toml", []byte(c.in))
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("got %v, want %q", err, c.want)
		}
	}
}

func FuzzMapping(f *testing.F) {
	for _, name := range Mappings() {
		data, _ := builtin.ReadFile("mappings/" + name + ".toml")
		f.Add(data, []byte("a,b\n1,2\n"))
	}
	f.Fuzz(func(t *testing.T, mapping, in []byte) {
		m, err := ParseMapping("m.toml", mapping)
		if err != nil {
			return
		}
		seq, err := Mapped("t.csv", strings.NewReader(string(in)), m, Options{})
		if err != nil {
			return
		}
		for r := range seq {
			for _, c := range r.Coded.Claims {
				if c.Quote == "" {
					t.Error("a claim without words")
				}
			}
		}
	})
}

func digits(n *int64) string {
	if n == nil {
		return ""
	}
	return strconv.FormatInt(*n, 10)
}
