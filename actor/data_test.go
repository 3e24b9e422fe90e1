package actor

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"cairn"
)

func files(actors string) fstest.MapFS {
	return fstest.MapFS{
		"actors.txt":    {Data: []byte(actors)},
		"countries.txt": {Data: []byte("RU | Ruritania | Ruritanian | Strelsau\n")},
		"patterns.txt":  {Data: []byte("{adj} army | state_forces | military | {iso}\n  {name}'s army\n")},
		"spellings.txt": {Data: []byte("al = as- ash-\nsham = shaam\n")},
	}
}

// A bad line is refused with its file and number, and told what is wrong.
func TestBadDataIsRefusedWithItsLine(t *testing.T) {
	for _, row := range []struct{ why, data, want string }{
		{"names before an actor", "  Red Hand\n", "actors.txt:1: names before the first actor"},
		{"unknown type", "# heading\nRed Hand | warriors\n", `actors.txt:2: "warriors" is not a type of actor`},
		{"unknown source", "Red Hand | rebel_group | singer\n", `actors.txt:1: "singer" is not a type of source`},
		{"country", "Red Hand | rebel_group | armed_group | ruritania\n", `"ruritania" is not a country code`},
		{"period backwards", "Red Hand | rebel_group | - | RU | 2015/2012\n", "ends before it starts"},
		{"no such day", "Red Hand | rebel_group | - | RU | 2015-02-30/\n", `"2015-02-30" is not a year, a month or a day`},
		{"no slash", "Red Hand | rebel_group | - | RU | 2015\n", "write from/to"},
		{"too many columns", "Red Hand | rebel_group | - | RU | - | - | more\n", "7 columns"},
		{"no name", " \n| rebel_group\n", "actors.txt:2: an actor without a name"},
		{"unknown flag", "Red Hand\n  {loud} The Hand\n", `actors.txt:2: flag "loud"`},
		{"only flags", "Red Hand\n  {intro}\n", "a line of names without a name"},
		{"bracket", "Red Hand\n  (Red Hand\n", "actors.txt:2: \"(Red Hand\": a bracket opens"},
		{"other bracket", "Red Hand\n  Red) Hand\n", "a bracket closes"},
		{"twice", "Red Hand\nRed Hand\n", "actors.txt:2: \"Red Hand\" is there already"},
		{"parent", "Red Hand | - | - | RU | - | Black Arm\n", `actors.txt:1: the parent "Black Arm" is no actor`},
		{"no letters", "***\n", `"***" has no word in it`},
		{"takes the place of nothing", "Red Hand\n  {instead} Elbonian army\n", `takes the place of "Elbonian army", which no pattern makes`},
		{"alternatives without end", "Red Hand\n  " + strings.Repeat("(a|b)", 12) + "\n", "more than 500 names"},
	} {
		_, err := New(files(row.data))
		if err == nil || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%s: error %v, want %q", row.why, err, row.want)
		}
	}
}

func TestBadSharedFilesAreRefused(t *testing.T) {
	for file, row := range map[string]struct{ data, want string }{
		"countries.txt": {"RU | Ruritania\n", "countries.txt:1: a country has four columns"},
		"patterns.txt":  {"# patterns\n{adj} army | bakers\n", "patterns.txt:2: \"bakers\""},
		"spellings.txt": {"al = as-\nsham = two-words\n", "spellings.txt:2: \"two-words\" is not one word"},
	} {
		data := files("Red Hand\n")
		data[file] = &fstest.MapFile{Data: []byte(row.data)}
		var bad *DataError
		if _, err := New(data); err == nil || !errors.As(err, &bad) || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%s: error %v, want %q", file, err, row.want)
		}
	}
}

// What a small table of our own means, line by line.
func TestWhatALineMeans(t *testing.T) {
	tab, err := New(files(`Red Hand | rebel_group /1999; government 2000/ | armed_group | RU | 1990/ | Black Arm /1995
  RH; Hand of (Red|Ruritania)
  {1996/} Liberation (Front|Army) of Ruritania
  {intro} the Hand
Black Arm | rebel_group | armed_group | RU
  {/1995} Liberation Front of Ruritania
Royal Guard | state_forces | military | RU
  {instead} Ruritanian army
Strelsau Monitor | - | monitor | RU
  {word} SUN
`))
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		on   cairn.Day
		text string
		want string
	}{
		{"1994-01-01", "The Liberation Front of Ruritania fled.", "Black Arm"},
		{"1997-01-01", "The Liberation Front of Ruritania fled.", "Red Hand"},
		{"", "RH fled, rh fled.", "Red Hand"},
		{"", "A hand of red paint, the Hand of the clock.", ""},
		{"", "Red Hand men; then the Hand fled.", "Red Hand, Red Hand"},
		{"", "The Ruritanian army and Ruritania's army.", "Royal Guard, Royal Guard"},
		{"", "The SUN said so.", "Strelsau Monitor"},
		{"", "THE MEN CAME WITH THE RISING OF THE SUN AND LEFT BEFORE NOON.", ""},
		{"", "The Red Hand (RHX) fled. RHX men came back.", "Red Hand, Red Hand, Red Hand"},
		{"", "The Red Hand, known as the Night Owls, fled. The Night Owls came back.", "Red Hand, Red Hand, Red Hand"},
	} {
		var got []string
		for _, m := range tab.Scan(row.text, row.on) {
			got = append(got, m.Actor.Name)
		}
		if strings.Join(got, ", ") != row.want {
			t.Errorf("%s %q: got %q, want %q", row.on, row.text, got, row.want)
		}
	}
	a, _ := tab.Find("red hand", "")
	if a.Type("1995-06-01") != "rebel_group" || a.Type("2001-06-01") != "government" || a.Parent("1994-01-01") != "Black Arm" || a.Parent("1998-01-01") != "" {
		t.Errorf("type and parent over time: %+v", a)
	}
}

// Every parent of the embedded table is an actor of it, and every name leads
// back to its actor.
func TestEmbeddedTableIsWhole(t *testing.T) {
	tab := table(t)
	for _, a := range tab.All() {
		for _, p := range a.Parents {
			if _, ok := tab.byName[p.Value]; !ok {
				t.Errorf("%s: its parent %q is no actor of the table", a.Name, p.Value)
			}
		}
		if !a.Person && len(a.Types) == 0 && a.Source == "" {
			t.Errorf("%s is neither a party nor a source", a.Name)
		}
	}
}

func FuzzScan(f *testing.F) {
	for _, r := range readings {
		f.Add(r.text)
	}
	f.Add("U.S.\x00 (((((( Nusra [ the Front \xff\xfe known as")
	tab := table(f)
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, m := range tab.Scan(text, "2015-01-01") {
			if m.Span[0] < last || m.Span[1] <= m.Span[0] || m.Actor == nil {
				t.Fatalf("mention %v after %d", m.Span, last)
			}
			if _, err := m.Span.Of(text); err != nil && utf8.ValidString(text) {
				t.Fatal(err)
			}
			last = m.Span[1]
		}
	})
}

func FuzzData(f *testing.F) {
	f.Add("Red Hand | rebel_group /1999; government 2000/ | armed_group | RU | 1990/ | Black Arm\n  {intro} the Hand; (a|b) c\n")
	f.Add("{adj} x\n {2012/} {adj}\n")
	f.Fuzz(func(t *testing.T, data string) {
		tab, err := New(files(data))
		if err == nil {
			tab.Scan(data, "2000-01-01")
		}
	})
}
