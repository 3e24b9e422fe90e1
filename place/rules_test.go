package place

import (
	"strings"
	"testing"
)

func TestBadRulesAreRefusedWithTheirLine(t *testing.T) {
	good := [...]string{"of: of\n", "ann bob\n", "SY: regime\n", "Gary, IN: wxyz\n", "SY\t-\tSyrian\t-\n", "US.WA\tWash.\tWA\t-\n"}
	if _, err := parseRules(good[0], good[1], good[2], good[3], good[4], good[5]); err != nil {
		t.Fatal(err)
	}
	for i, bad := range map[int]string{0: "# words\nnosuchcue: a b\n", 2: "SY regime\n", 3: "Gary: wxyz\n", 4: "SY\t-\n", 5: "\nUS.WA\tWash.\n"} {
		files := good
		files[i] = bad
		_, err := parseRules(files[0], files[1], files[2], files[3], files[4], files[5])
		if err == nil || !strings.Contains(err.Error(), " line ") {
			t.Errorf("file %d: got %v", i, err)
		}
	}
}

func TestKindsReadWhatTheyWrite(t *testing.T) {
	for k := Region; k < kinds; k++ {
		if got, ok := KindOf(k.String()); !ok || got != k {
			t.Errorf("%s reads as %s", k, got)
		}
	}
	if Kind(200).String() != "unknown" {
		t.Error("a kind beyond the list is unknown")
	}
}

// The words for a kind ask for it, before and after the name.
func TestPhrase(t *testing.T) {
	for in, want := range map[string]struct {
		name string
		kind Kind
	}{
		"the Abu Zuhour air base":      {"abu zuhour", Airbase},
		"village of Foua":              {"foua", Village},
		"Idlib governorate":            {"idlib", Admin1},
		"Zaatari refugee camp":         {"zaatari", Camp},
		"Otter Tail County":            {"otter tail", Admin2},
		"base aérienne d'X":            {"base aerienne dx", Unknown},
		"Aleppo International Airport": {"aleppo", Airport},
		"Camp":                         {"camp", Unknown},
	} {
		got := parsePhrase(in)
		kind := Unknown
		if len(got.want) > 0 {
			kind = got.want[0]
		}
		if got.name != want.name || kind != want.kind {
			t.Errorf("%q: %q %s, want %q %s", in, got.name, kind, want.name, want.kind)
		}
	}
}

func TestPublishersAreAtHomeSomewhere(t *testing.T) {
	g := world(t)
	for domain, want := range map[string]string{
		"www.seattletimes.com": "gn:5809844",
		"ktla.com:80":          "gn:5368361",
		"wsmv.com":             "gn:4644585",
		"chicago.cbslocal.com": "gn:4887398",
		"wxyq.com":             "cc:US", // some call sign
		"zeitung.de":           "cc:DE",
		"example.com":          "",
		"":                     "",
	} {
		got := ""
		if c := g.publisherPlaces(domain); len(c) > 0 {
			rank(c)
			got = c[0].ID
		}
		if got != want {
			t.Errorf("%q: %q, want %q", domain, got, want)
		}
	}
}

func TestSiteRulesAreRead(t *testing.T) {
	r, err := parseSiteRules(sitesFile)
	if err != nil || r.noun["checkpoint"] != Checkpoint || !r.near["north of"] || !r.brought["rushed"] {
		t.Errorf("%v %v", err, r)
	}
	if _, err := parseSiteRules("castle: keep\n"); err == nil {
		t.Error("a kind that no place has was read")
	}
}
