package place

import (
	"encoding/csv"
	"os"
	"strings"
	"testing"
)

const geoData = "../../shared/data/geo/"

// syria lays the Syria pack over the world, imported as a user would.
func syria(t testing.TB) *Gazetteer {
	t.Helper()
	g := world(t)
	for _, name := range []string{"wof_gazetteer_sy.tsv"} {
		raw, err := os.ReadFile(geoData + name)
		if err != nil {
			t.Skip("the Syria gazetteer is not here: ", err)
		}
		g = g.With(packOf(t, name, raw, g))
	}
	return g
}

func packOf(t testing.TB, name string, raw []byte, base *Gazetteer) *Pack {
	t.Helper()
	in, err := Import(name, raw, base)
	if err != nil {
		t.Fatal(err)
	}
	data, err := in.Pack("a test")
	if err != nil {
		t.Fatal(err)
	}
	p, err := OpenPack(string(data))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// where the places of the list of spellings are, and their provinces. The list
// files four neighbours under al-Bara.
var seedPlaces = map[string]struct {
	at       LatLon
	province string
}{
	"Abu al-Duhur": {LatLon{35.74, 37.04}, "Idlib"}, "Al-Fu'ah": {LatLon{35.98, 36.70}, "Idlib"}, "Kafraya": {LatLon{35.99, 36.68}, "Idlib"},
	"Idlib": {LatLon{35.93, 36.63}, "Idlib"}, "Raqqa": {LatLon{35.95, 39.01}, "Raqqa"}, "Deir ez-Zor": {LatLon{35.34, 40.14}, "Deir ez-Zor"},
	"Aleppo": {LatLon{36.20, 37.16}, "Aleppo"}, "Jisr": {LatLon{35.81, 36.32}, "Idlib"}, "Binnish": {LatLon{35.96, 36.71}, "Idlib"},
	"Saraqib": {LatLon{35.86, 36.80}, "Idlib"}, "Taftanaz": {LatLon{36.0, 36.79}, "Idlib"}, "Maarat al-Numan": {LatLon{35.64, 36.67}, "Idlib"},
	"Zabadani": {LatLon{33.72, 36.10}, "Rif Dimashq"}, "Palmyra": {LatLon{34.56, 38.28}, "Homs"}, "al-Bara": {LatLon{35.68, 36.53}, "Idlib"},
	"Kansafra": {LatLon{35.66, 36.48}, "Idlib"}, "Kafr Nabl": {LatLon{35.61, 36.56}, "Idlib"}, "Ta'oum": {LatLon{35.98, 36.76}, "Idlib"}, "Kafr Jales": {LatLon{35.97, 36.58}, "Idlib"},
}

func seedPlace(group, spelling string) string {
	switch s := strings.ReplaceAll(spelling, "Kafar", "Kafr"); {
	case group != "al-Bara":
		return group
	case s == "Kansafra":
		return "Kansafra"
	case strings.HasPrefix(s, "Kafrne"), strings.HasPrefix(s, "Kafran"), s == "Kafr Nabl":
		return "Kafr Nabl"
	case strings.HasPrefix(s, "Ta"):
		return "Ta'oum"
	case s == "Kafr Jales":
		return "Kafr Jales"
	}
	return group
}

func TestSeedSpellings(t *testing.T) {
	f, err := os.Open(geoData + "seed_spellings.csv")
	if err != nil {
		t.Skip("the list of spellings is not here: ", err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	g := syria(t)
	for given, floor := range map[bool]float64{true: 0.95, false: 0.85} {
		n, right, sure, sureWrong := 0, 0, 0, 0
		for _, row := range rows[1:] {
			want := seedPlaces[seedPlace(row[0], row[1])]
			ctx := Context{Countries: map[string]float64{"SY": 1}}
			if given {
				ctx.Admin1 = want.province
			}
			found := g.Lookup(row[1], ctx)
			n++
			ok := len(found) > 0 && (Distance(found[0].At(), want.at) < 6 || found[0].Kind == Admin1 && found[0].Admin1 == row[0])
			if ok {
				right++
			}
			if confident := len(found) > 0 && !Ambiguous(found); confident {
				sure++
				if !ok {
					sureWrong++
				}
			}
			if !ok {
				got := Candidate{}
				if len(found) > 0 {
					got = found[0]
				}
				t.Logf("province %v: %s (%s): got %s %s %s %.2f,%.2f chance %.2f of %d; %v", given, row[1], row[0], got.ID, got.Name, got.Admin1, got.Lat, got.Lon, got.Chance, len(found), got.Why())
			}
		}
		if float64(right) < floor*float64(n) || float64(sureWrong) > 0.03*float64(n) {
			t.Errorf("province given %v: below %.2f right, or more than 3%% sure and wrong", given, floor)
		}
		t.Logf("province given %v: right %d of %d (%.1f%%); sure %d, sure and wrong %d (%.1f%%)", given, right, n, 100*float64(right)/float64(n), sure, sureWrong, 100*float64(sureWrong)/float64(n))
	}
}

func TestOCHASeats(t *testing.T) {
	raw, err := os.ReadFile(geoData + "ocha_cod_syria_pcodes_adm1_3.csv")
	if err != nil {
		t.Skip("OCHA's list is not here: ", err)
	}
	g := syria(t)
	table, err := readCSV(raw)
	if err != nil {
		t.Fatal(err)
	}
	n, right, sureWrong, shown := 0, 0, 0, 0
	for _, row := range table.rows {
		if table.get(row, "level") != "3" {
			continue
		}
		en, ar, adm1 := table.get(row, "name_en"), table.get(row, "name_ar"), table.get(row, "adm1_en")
		code, _ := (&importer{base: g}).division("SY", adm1)
		// The gold is the place of the Arabic name in the governorate, if there is just one spot.
		var gold *Candidate
		for _, c := range g.Lookup(ar, Context{Countries: map[string]float64{"SY": 1}, Admin1: adm1}) {
			if c.Country == "SY" && c.admin1Code == code && c.Tier <= Folded && c.Kind.Settled() {
				gold = &c
				break
			}
		}
		if gold == nil {
			continue
		}
		n++
		found := g.Lookup(en, Context{Countries: map[string]float64{"SY": 1}, Admin1: adm1})
		ok := len(found) > 0 && Distance(found[0].At(), gold.At()) < 6
		if ok {
			right++
			continue
		}
		if len(found) > 0 && !Ambiguous(found) {
			sureWrong++
		}
		if shown++; shown <= 25 && len(found) > 0 {
			t.Logf("%s %s (%s): want %s %.2f,%.2f, got %s %s %s %.2f,%.2f chance %.2f", en, ar, adm1, gold.Name, gold.Lat, gold.Lon, found[0].Name, found[0].Kind, found[0].Admin1, found[0].Lat, found[0].Lon, found[0].Chance)
		}
	}
	if float64(right) < 0.90*float64(n) || float64(sureWrong) > 0.03*float64(n) || n < 150 {
		t.Error("fewer than 90% of the seats are right, or more than 3% sure and wrong")
	}
	t.Logf("seats: right %d of %d (%.1f%%), sure and wrong %d (%.1f%%)", right, n, 100*float64(right)/float64(n), sureWrong, 100*float64(sureWrong)/float64(n))
}
