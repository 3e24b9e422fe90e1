package main

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"cairn/place"
	"cairn/place/outline"
	"cairn/text"
)

// centre sums the towns of an area.
type centre struct {
	lat, lon, n float64
	population  int64
	seat        *place.Row
}

func (c *centre) add(r *place.Row) {
	c.lat, c.lon, c.n = c.lat+r.Lat, c.lon+r.Lon, c.n+1
	if r.Kind != place.Neighbourhood {
		c.population += r.Population
	}
}

// admins makes places of the first two orders of division. Neither package has
// their coordinates: the centre is the mean of their towns.
func (s *sources) admins() ([]place.Row, error) {
	one, two := map[string]*centre{}, map[string]*centre{}
	for i := range s.towns {
		r := &s.towns[i].row
		at(one, r.Country+"."+r.Admin1Code).add(r)
		at(two, r.Country+"."+r.Admin1Code+"."+r.Admin2Code).add(r)
		c := one[r.Country+"."+r.Admin1Code]
		if c.seat == nil && (r.Kind == place.Seat || r.Kind == place.Capital) && sameName(r.Names, s.admin1[r.Country+"."+r.Admin1Code]) {
			c.seat = r
		}
	}
	centres, err := s.divisionCentres()
	if err != nil {
		return nil, err
	}
	var rows []place.Row
	for _, code := range keys(s.admin1) {
		c := one[code]
		if c == nil || c.n == 0 {
			continue
		}
		country, a1, _ := strings.Cut(code, ".")
		r := place.Row{ID: "a1:" + code, Kind: place.Admin1, Lat: c.lat / c.n, Lon: c.lon / c.n, Population: c.population,
			Country: country, Admin1Code: a1, Admin1: s.admin1[code], Names: []string{s.admin1[code], s.admin1Full[code]}}
		if p, ok := centreOf(s.provinces[country], a1); ok {
			r.Lat, r.Lon = p.Lat, p.Lon
		}
		if p, ok := centres[code]; ok {
			r.Lat, r.Lon = p.Lat, p.Lon
		}
		if code == "US.DC" {
			r.Names = append(r.Names, "Washington, D.C.", "Washington DC")
		}
		if c.seat != nil {
			r.Names = append(r.Names, c.seat.Names...)
		}
		rows = append(rows, r)
	}
	for _, code := range keys(s.admin2) {
		c := two[code]
		if c == nil || c.n == 0 {
			continue
		}
		part := strings.SplitN(code, ".", 3)
		rows = append(rows, place.Row{ID: "a2:" + code, Kind: place.Admin2, Lat: c.lat / c.n, Lon: c.lon / c.n, Population: c.population,
			Country: part[0], Admin1Code: part[1], Admin1: s.admin1[part[0]+"."+part[1]], Admin2Code: part[2], Admin2: s.admin2[code],
			Names: []string{s.admin2[code], bareAdmin2(s.admin2[code])}})
	}
	return rows, nil
}

func at(m map[string]*centre, key string) *centre {
	if m[key] == nil {
		m[key] = &centre{}
	}
	return m[key]
}

func keys(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }

func keysOf(m map[string]int) []string { return slices.Sorted(maps.Keys(m)) }

// centreOf is the middle of the largest of some outlines.
func centreOf(shapes []outline.Shape, code string) (outline.Point, bool) {
	best, size := outline.Point{}, 0.0
	for _, s := range shapes {
		if s.Code != code {
			continue
		}
		if c, a := s.Centre(); a > size {
			best, size = c, a
		}
	}
	return best, size > 0
}

func sameName(names []string, admin string) bool {
	want := text.FoldArticle(text.Fold(admin))
	for _, n := range names {
		if text.FoldArticle(text.Fold(n)) == want {
			return true
		}
	}
	return false
}

// divisionCentres are the conventional centres of our table of divisions. The
// abbreviations in it need a town before them and are left to the scanner.
func (s *sources) divisionCentres() (map[string]outline.Point, error) {
	table, err := readTable(filepath.Join(s.data, "divisions.tsv"), 4)
	if err != nil {
		return nil, err
	}
	centres := map[string]outline.Point{}
	for _, f := range table {
		if s.admin1[f[0]] == "" {
			return nil, fmt.Errorf("divisions.tsv: no admin1 %q", f[0])
		}
		if f[3] != "-" {
			if centres[f[0]], err = parsePoint(f[3]); err != nil {
				return nil, fmt.Errorf("divisions.tsv: %s: %w", f[0], err)
			}
		}
	}
	return centres, nil
}

func parsePoint(s string) (p outline.Point, err error) {
	if _, err := fmt.Sscanf(s, "%f,%f", &p.Lat, &p.Lon); err != nil {
		return p, fmt.Errorf("the centre %q is not LAT,LON", s)
	}
	return p, nil
}

// countries joins CLDR's names in English, Arabic, French and Spanish with our
// table of further names.
func (s *sources) countries() ([]place.Row, error) {
	table, err := readTable(filepath.Join(s.data, "countries.tsv"), 4)
	if err != nil {
		return nil, err
	}
	further, centres := map[string][]string{}, map[string]outline.Point{}
	for _, f := range table {
		further[f[0]] = list(f[1], ",")
		if f[3] == "-" {
			continue
		}
		if centres[f[0]], err = parsePoint(f[3]); err != nil {
			return nil, fmt.Errorf("countries.tsv: %s: %w", f[0], err)
		}
	}
	names := map[string][]string{}
	for _, lang := range []string{"en", "ar", "fr", "es"} {
		var file struct {
			Main map[string]struct {
				LocaleDisplayNames struct{ Territories map[string]string }
			}
		}
		if err := readJSON(filepath.Join(s.modules, "cldr-localenames-full", "main", lang, "territories.json"), &file); err != nil {
			return nil, err
		}
		territories := file.Main[lang].LocaleDisplayNames.Territories
		for _, code := range keys(territories) {
			country, form, _ := strings.Cut(code, "-")
			if len(country) == 2 && !(form == "alt-short" && country == "US") {
				names[country] = append(names[country], territories[code])
			}
		}
	}
	towns := map[string]*centre{}
	for i := range s.towns {
		at(towns, s.towns[i].row.Country).add(&s.towns[i].row)
	}
	var rows []place.Row
	for cc, c := range towns {
		if len(names[cc]) == 0 {
			continue
		}
		all := append([]string{names[cc][0]}, further[cc]...)
		r := place.Row{ID: "cc:" + cc, Kind: place.Country, Lat: c.lat / c.n, Lon: c.lon / c.n,
			Population: c.population, Country: cc, Names: append(all, names[cc][1:]...)}
		if p, ok := centreOf(s.countryShapes[cc], ""); ok {
			r.Lat, r.Lon = p.Lat, p.Lon
		}
		if p, ok := centres[cc]; ok {
			r.Lat, r.Lon = p.Lat, p.Lon
		}
		rows = append(rows, r)
	}
	return rows, nil
}

// bareAdmin2 is the name without the word for the unit: lists leave it out
// ("Clay and Douglas counties").
func bareAdmin2(name string) string {
	for _, suffix := range []string{" County", " Parish", " District", " Borough", " Municipality", " Raion", " Department"} {
		if bare, ok := strings.CutSuffix(name, suffix); ok && bare != "" {
			return bare
		}
	}
	return name
}
