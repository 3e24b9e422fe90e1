package exchange

import (
	"fmt"
	"strings"
	"testing"

	"cairn"
)

// withBeside reads a table together with further ones.
func withBeside(t *testing.T, format, main string, further ...string) ([]Row, *Beside) {
	t.Helper()
	f, err := FormatNamed(format)
	if err != nil {
		t.Fatal(err)
	}
	b := &Beside{}
	for i, table := range further {
		part, rest, err := f.Part(strings.NewReader(table))
		if err != nil || part.Of != format {
			t.Fatalf("table %d is %s, a part of %q: %v", i+1, part.Name, part.Of, err)
		}
		seq, err := part.Gather(part.Name+".csv", rest, b)
		if err != nil {
			t.Fatal(err)
		}
		for n, err := range seq {
			if err != nil {
				t.Errorf("%s, row %d: %v", part.Name, n, err)
			}
		}
	}
	seq, err := f.Read("main.csv", strings.NewReader(main), Options{Beside: b})
	if err != nil {
		t.Fatal(err)
	}
	var out []Row
	for r := range seq {
		out = append(out, r)
	}
	return out, b
}

const airwarsHead = "post_id,code,date,location_name,civilian_harm_status_slug,civilian_non_combatants_killed_min,civilian_non_combatants_killed_max,belligerent_1_belligerent_name,belligerent_1_type,belligerent_1_deaths_conceded_min,belligerent_1_deaths_conceded_max,belligerent_2_belligerent_name,belligerent_2_type\n"

func said(claims []cairn.Claim) string {
	var out []string
	for _, c := range claims {
		s := string(c.Measure) + " " + bounds(c.Count)
		if v := c.Victims; v != nil {
			s += " " + strings.TrimSpace(v.Status+" "+v.Group+" "+v.Affiliation)
			for _, p := range v.Persons {
				age := "?"
				if p.Age != nil {
					age = fmt.Sprint(*p.Age)
				}
				s += fmt.Sprintf(" [%s %s %s]", p.Name, p.Sex, age)
			}
		}
		if len(c.Relates) > 0 {
			s += " " + string(c.Relates[0].As)
		}
		if c.Stance != cairn.Asserted {
			s += " " + string(c.Stance)
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func TestFurtherTablesBelongToTheRowsOfTheFirst(t *testing.T) {
	for _, c := range []struct {
		name, row string
		further   []string
		want      string
		flags     string
	}{
		{"victims by name, killed and injured", "77,X1,2020-05-06,Old Bridge,fair,2,3,,,,,,\n",
			[]string{"post_id,code,name,name_arabic,gender,age,exact_age,killed_or_injured\n77,X1,Person One,,Male,Adult,34,killed\n77,X1,Person Two,,Female,Child,,Killed\n77,X1,,,Female,,,injured\n"},
			"killed 2/?/3 civilian [Person One male 34] [Person Two female ?]; injured 1/?/?  [ female ?]", ""},
		{"more names than the row allows", "77,X1,2020-05-06,Old Bridge,fair,1,1,,,,,,\n",
			[]string{"post_id,name,gender,killed_or_injured\n77,Person One,,killed\n77,Person Two,,killed\n"},
			"killed 1/?/1 civilian [Person One  ?] [Person Two  ?]", "more_listed"},
		{"casualties where the row is blank", "77,X1,2020-05-06,Old Bridge,fair,,,,,,,,\n",
			[]string{"post_id,casualty_type_slug,casualty_affiliation_name,killed_min,killed_max,injured_min,injured_max\n77,civilian_non_combatants,,2,3,,\n77,children,,1,1,,\n77,member_of_armed_forces,Side A,4,5,,\n77,member_of_armed_forces,Side B,6,6,,\n"},
			"killed 2/?/3 civilian; killed 1/?/1 civilian children of_which; killed 4/?/5 armed_forces member of armed forces Side A; killed 6/?/6 armed_forces member of armed forces Side B", ""},
		{"casualties that say otherwise", "77,X1,2020-05-06,Old Bridge,fair,2,3,,,,,,\n",
			[]string{"post_id,casualty_type_slug,killed_min,killed_max\n77,civilian_non_combatants,4,5\n"},
			"killed 2/?/3 civilian", "tables_differ"},
		{"what a belligerent concedes", "77,X1,2020-05-06,Old Bridge,confirmed,2,3,Force A,Known,1,2,Force B,Suspected\n", nil,
			"killed 2/?/3 civilian; killed 1/?/2 civilian acknowledged", ""},
		{"discounted", "77,X1,2020-05-06,Old Bridge,discounted,2,3,,,,,,\n", nil,
			"killed 2/?/3 civilian denied", "denied"},
	} {
		t.Run(c.name, func(t *testing.T) {
			rows, _ := withBeside(t, "airwars", airwarsHead+c.row, c.further...)
			if len(rows) != 1 || rows[0].Err != nil {
				t.Fatalf("%+v", rows)
			}
			if got := said(rows[0].Coded.Claims); got != c.want {
				t.Errorf("claims\n%s, want\n%s", got, c.want)
			}
			var flags []string
			for _, f := range rows[0].Flags {
				flags = append(flags, f.ID)
			}
			if got := strings.Join(flags, " "); got != c.flags {
				t.Errorf("flags %q, want %q", got, c.flags)
			}
			for _, claim := range rows[0].Coded.Claims {
				if claim.Quote != rows[0].Coded.Text[claim.Span[0]:claim.Span[1]] {
					t.Errorf("quote %q", claim.Quote)
				}
			}
			for _, table := range c.further {
				_, data, _ := strings.Cut(table, "\n")
				if !strings.HasSuffix(string(rows[0].Original), data) {
					t.Errorf("the bytes %q do not end with the rows beside them", rows[0].Original)
				}
			}
		})
	}
}

func TestSourcesOfATableBesideAreTheRoots(t *testing.T) {
	rows, b := withBeside(t, "airwars", airwarsHead+"77,X1,2020-05-06,Old Bridge,fair,2,3,Force A,Known,,,Force B,Suspected\n",
		"post_id,code,name,language,url,archive_url,media\n77,X1,Local Page,Arabic,https://example.org/1,,facebook\n77,X1,Monitor,English,https://example.org/2,,other\n77,X1,Monitor,English,https://example.org/3,,other\n78,X2,Elsewhere,English,,,\n",
		"post_id,code,belligerent_id,belligerent_name,date,url,statement\n77,X1,1,Force A,2020-05-08,,\"It struck a site, it said.\"\n")
	c := rows[0].Coded.Claims[0]
	if len(c.Attribution) != 1 || c.Attribution[0].Text != "Local Page" || len(c.Attribution[0].With) != 1 || c.Attribution[0].With[0].Text != "Monitor" {
		t.Errorf("attribution %+v", c.Attribution)
	}
	if p := c.Perpetrator; p == nil || p.Actor != "Force A" || len(p.Or) != 1 || p.Or[0].Actor != "Force B" {
		t.Errorf("perpetrator %+v", p)
	}
	if !strings.Contains(rows[0].Coded.Text, "statements 1 statement: It struck a site, it said.\n") {
		t.Errorf("text %s", rows[0].Coded.Text)
	}
	var lost []string
	for _, r := range b.Rows() {
		if r.Err != nil {
			lost = append(lost, r.Err.Error())
		} else if r.ID != "airwars-77" {
			t.Errorf("row %d belongs to %s", r.Row, r.ID)
		}
	}
	if len(lost) != 1 || !strings.Contains(lost[0], `airwars-sources.csv, row 4: no row of airwars that was read has the id "78": import it together`) {
		t.Errorf("lost %q", lost)
	}
}

func TestIndividualsOfIraqBodyCount(t *testing.T) {
	eleven := strings.Repeat("# comment\n", 11)
	rows, _ := withBeside(t, "ibc", eleven+"IBC code,Start Date,End Date,Location,Reported Minimum,Reported Maximum,Sources\nk001,4 Apr 2003,4 Apr 2003,Old Bridge,3,5,AP 05 Apr\n",
		eleven+"IBC code,Name or Identifying Details,Age,Sex,Marital Status,Parental Status,Earliest Date,Latest Date,Location\nk001-ab,Person One,41,Male,,,4 Apr 2003,4 Apr 2003,Old Bridge\nk001-cd,daughter of Person One,9,Female,,,4 Apr 2003,4 Apr 2003,Old Bridge\n")
	if got := said(rows[0].Coded.Claims); got != "killed 3/?/5 civilian [Person One male 41] [daughter of Person One female 9]" {
		t.Error(got)
	}
}

func FuzzBeside(f *testing.F) {
	f.Add("post_id,name,gender,killed_or_injured\n77,A B,male,killed\n", airwarsHead+"77,X1,2020-05-06,,,2,3,,,,,,\n")
	f.Fuzz(func(t *testing.T, further, main string) {
		format, _ := FormatNamed("airwars")
		part, rest, err := format.Part(strings.NewReader(further))
		if err != nil || part.Of == "" {
			return
		}
		b := &Beside{}
		seq, err := part.Gather("f", rest, b)
		if err != nil {
			return
		}
		for range seq {
		}
		rows, err := format.Read("t", strings.NewReader(main), Options{Beside: b})
		if err != nil {
			return
		}
		for r := range rows {
			for _, c := range r.Coded.Claims {
				if c.Quote != r.Coded.Text[c.Span[0]:c.Span[1]] {
					t.Errorf("quote %q", c.Quote)
				}
			}
		}
	})
}
