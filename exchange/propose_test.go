package exchange

import (
	"slices"
	"strings"
	"testing"

	"cairn"
)

func proposed(t testing.TB, in string) string {
	t.Helper()
	from, err := FirstRows("our table.csv", strings.NewReader(in), 100)
	if err != nil {
		t.Fatal(err)
	}
	out, err := Propose("our table.csv", from)
	if err != nil {
		t.Fatal(err)
	}
	return out
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
		from, err := FirstRows("t.csv", strings.NewReader(in), 20)
		if err != nil {
			return
		}
		toml, err := Propose("t.csv", from)
		if err != nil {
			t.Fatal(err)
		}
		toml = strings.Replace(toml, `publisher = ""`, `publisher = "P"`, 1)
		if _, err := ParseMapping("t.toml", []byte(toml)); err != nil && !strings.Contains(err.Error(), "at least one [[count]]") {
			t.Errorf("%v\n%s", err, toml)
		}
	})
}

// Tables as recorders in several countries keep them: what is proposed, with
// the publisher filled in, reads every row.
func TestProposalsForTablesInSeveralLanguages(t *testing.T) {
	for name, c := range map[string]struct{ in, want, claims string }{
		"Arabic": {"رقم الحادثة,تاريخ الحادثة,المحافظة,المدينة,عدد القتلى,عدد الجرحى,الأطفال القتلى,الجهة المسؤولة,المصدر,خط العرض,خط الطول\n1,١٨/٠٩/٢٠١٥,إدلب,الجسر,٥٦,٣,٢,الجهة أ,المرصد,35.73,37.1\n",
			`id = "رقم الحادثة"; perpetrator = "الجهة المسؤولة"; start = "تاريخ الحادثة"; lat = "خط العرض"; admin1 = "المحافظة"; name = "المدينة"; columns = ["المصدر"]`, "killed 56/?/56; killed 2/?/2 children of_which; injured 3/?/3"},
		"French": {"N°;Date de l'incident;Région;Localité;Auteur présumé;Tués civils;Nombre de tués;Blessés;Enlevés;Source d'information;Latitude;Longitude\nX-1;18/09/2015;Nord;Vieux-Pont;Milice A;2;3;5;;Radio;6,5;17,4\n",
			`id = "N°"; perpetrator = "Auteur présumé"; start = "Date de l'incident"; admin1 = "Région"; name = "Localité"; columns = ["Source d'information"]`, "killed 3/?/3; killed 2/?/2 civilian of_which; injured 5/?/5"},
		"Spanish": {"Código,Fecha del hecho,Departamento,Municipio,Presunto responsable,Muertos,Heridos,Desaparecidos,Desplazados,Fuente\nC1,2015-09-18,Norte,Puente,Grupo X,3,1,0,120,A; B\n",
			`id = "Código"; perpetrator = "Presunto responsable"; start = "Fecha del hecho"; admin1 = "Departamento"; admin2 = "Municipio"; separator = ";"`, "killed 3/?/3; injured 1/?/1; disappeared 0/?/0; displaced 120/?/120"},
		"Ukrainian": {"№,Дата,Область,Місто,Загиблі,Поранені,Джерело\n1,18.09.2022,Північна,Міст,3,4,А\n", `id = "№"; start = "Дата"; admin1 = "Область"; name = "Місто"; columns = ["Джерело"]`, "killed 3/?/3; injured 4/?/4"},
		"a row of groups above": {",,Location,,,Casualties,,\nID,Date,Province,Town,Source,Killed,Injured,Children\nA1,18.09.2015,North,Bridge,Y,3,4,1\n",
			`skip_lines = 1; id = "ID"; admin1 = "Province"; name = "Town"`, "killed 3/?/3; killed 1/?/1 children of_which; injured 4/?/4"},
		"titles above": {"\"Incidents, as\ndocumented\",,,,\nUpdated: 3 October,,,,\n\nRef,Date,Place,Dead,Wounded\nA1,18.09.2015,Bridge,3,4\n", `skip_lines = 4; id = "Ref"`, "killed 3/?/3; injured 4/?/4"},
		"ranges": {"Incident number,Date of incident (start),Date of incident (end),Sub-district,Community,# killed (min),# killed (max),Type of attack,Actor type\n1,2015-09-18,2015-09-19,Hills,Bridge,3,5,Airstrike,rebel\n",
			`start = "Date of incident (start)"; end = "Date of incident (end)"; admin2 = "Sub-district"; name = "Community"; low = "# killed (min)"; # "Airstrike" = ""; not read: "Actor type"`, "killed 3/?/5"},
		"HXL under the header": {"Date,Province,Killed\n#date,#adm1+name,#affected+killed\n2015-09-18,North,3\n", `column = "Killed"`, "killed 3/?/3"},
		"one person a row":     {"Name,Age,Sex,Date of death,Place of death\nPerson One,34,Male,2015-09-18,Bridge\n", `name = "Name"; age = "Age"; "male" = "male"; start = "Date of death"; name = "Place of death"`, "killed 1/?/1  [Person One male 34]"},
	} {
		t.Run(name, func(t *testing.T) {
			toml := proposed(t, c.in)
			for want := range strings.SplitSeq(c.want, "; ") {
				if !strings.Contains(toml, want) {
					t.Errorf("the proposal has no %s:\n%s", want, toml)
				}
			}
			m, err := ParseMapping("m.toml", []byte(strings.Replace(toml, `publisher = ""`, `publisher = "Our Office"`, 1)))
			if err != nil {
				t.Fatalf("%v\n%s", err, toml)
			}
			seq, err := Mapped("t.csv", strings.NewReader(c.in), m, Options{})
			if err != nil {
				t.Fatal(err)
			}
			n := 0
			for row := range seq {
				if n++; row.Err != nil || said(row.Coded.Claims) != c.claims {
					t.Errorf("row %d: %v, claims %s, want %s", row.N, row.Err, said(row.Coded.Claims), c.claims)
				}
			}
			if n != 1 {
				t.Errorf("%d rows", n)
			}
		})
	}
}

func TestNamesOfColumnsAreReadInOneForm(t *testing.T) {
	for name, want := range map[string]string{
		"# Killed (min.)": "killed min", "Date de l'incident": "date de l incident", "الأطفال": "اطفال", "المحافظة": "محافظه", "القَتلى": "قتلي", "N°": "n°", "": "", "ال": "ال",
	} {
		if got := strings.Join(nameWords(name), " "); got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
	l, err := readLexicon()
	if err != nil {
		t.Fatal(err)
	}
	for _, kinds := range []map[string]phrases{l.fields, l.harm, l.people, l.bound, l.sex} {
		for kind, list := range kinds {
			for _, p := range list {
				if len(p.words) == 0 || list.says(p.words) != 100 {
					t.Errorf("%s: the name %q does not find itself", kind, p.words)
				}
			}
		}
	}
	for kind := range l.harm {
		if !slices.Contains(cairn.Measures(), cairn.Measure(kind)) {
			t.Errorf("%s is no measure", kind)
		}
	}
}
