package exchange

import (
	"strings"
	"testing"
)

func proposed(t testing.TB, in string) string {
	t.Helper()
	header, rows, err := FirstRows("our table.csv", strings.NewReader(in), 100)
	if err != nil {
		t.Fatal(err)
	}
	return Propose("our table.csv", header, rows)
}

// A proposal, with the publisher filled in, reads the table it was made from.
func TestAProposalReadsItsTable(t *testing.T) {
	in := "Ref;Date of incident;Town;Governorate;Lat;Lon;Actor;Killed;Children killed;Injured;Source;Our notes\n" +
		"A1;18/09/2015;Old Bridge;North;35,73;37,1;Group A;45;3;;Monitor|VDC;seen\n" +
		"A2;19/09/2015;Hill Camp;North;35,5;37,2;;1.234;;7;Monitor;\n"
	toml := proposed(t, in)
	for _, want := range []string{`id = "Ref"`, `start = "Date of incident"`, `"2/1/2006"`, `name = "Town"`, `admin1 = "Governorate"`, `lat = "Lat"`, `perpetrator = "Actor"`,
		`column = "Killed"`, `group = "children"`, `part = true`, `measure = "injured"`, `separator = "|"`, `not read: "Our notes"`} {
		if !strings.Contains(toml, want) {
			t.Errorf("the proposal has no %s:\n%s", want, toml)
		}
	}
	m, err := ParseMapping("m.toml", []byte(strings.Replace(toml, `publisher = ""`, `publisher = "Our Office"`, 1)))
	if err != nil {
		t.Fatalf("%v\n%s", err, toml)
	}
	seq, err := Mapped("our table.csv", strings.NewReader(in), m, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []Row
	for row := range seq {
		if row.Err != nil {
			t.Fatal(row.Err)
		}
		got = append(got, row)
	}
	if len(got) != 2 || len(got[0].Coded.Claims) != 2 || *got[1].Coded.Claims[0].Count.Low != 1234 || *got[0].Coded.Claims[0].Place.Lat != 35.73 || got[0].Coded.Claims[0].Time.Start != "2015-09-18" {
		t.Errorf("rows %+v", got)
	}
}

func TestAProposalSaysWhatItIsNotSureOf(t *testing.T) {
	for name, c := range map[string]struct{ in, says string }{
		"day or month":  {"id,date,killed\n1,01/02/2020,3\n2,03/04/2020,4\n", "Every day also fits month/day/year"},
		"month first":   {"id,date,killed\n1,01/22/2020,3\n", `formats = ["1/2/2006"]`},
		"ids repeat":    {"id,date,killed\n1,2020-01-01,3\n1,2020-01-02,4\n", "two rows share a value"},
		"no ids":        {"date,killed\n2020-01-01,3\n", "no column of ids was found"},
		"no counts":     {"id,date,words\n1,2020-01-01,three\n", "no column of numbers of people was found"},
		"words, no sum": {"id,date,killed\n1,2020-01-01,several\n", "no column of numbers of people was found"},
		"arabic":        {"الرقم,التاريخ,المحافظة,القتلى\n١,2020-01-01,إدلب,٤٥\n", `column = "القتلى"`},
		"a quotation":   {"id,date,killed,\"a \"\"b\"\"\\c\"\n1,2020-01-01,3,x\n", `not read: "a \"b\"\\c"`},
	} {
		if toml := proposed(t, c.in); !strings.Contains(toml, c.says) {
			t.Errorf("%s: the proposal does not say %s:\n%s", name, c.says, toml)
		}
	}
}

// Whatever stands in a table, what is proposed is a mapping file that is
// understood but for what a person must fill in.
func FuzzPropose(f *testing.F) {
	f.Add("id,date,killed,source\n1,2020-01-01,3,a;b\n")
	f.Add("Date;\"K\"\"illed\";y\n1.2.2020;3;35,5\n")
	f.Fuzz(func(t *testing.T, in string) {
		header, rows, err := FirstRows("t.csv", strings.NewReader(in), 20)
		if err != nil {
			return
		}
		toml := strings.Replace(Propose("t.csv", header, rows), `publisher = ""`, `publisher = "P"`, 1)
		if _, err := ParseMapping("t.toml", []byte(toml)); err != nil && !strings.Contains(err.Error(), "at least one [[count]]") {
			t.Errorf("%v\n%s", err, toml)
		}
	})
}
