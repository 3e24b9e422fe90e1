package place

import (
	"bufio"
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"cairn"
)

// GeoNamesKind reads a GeoNames feature class and code; false leaves it out:
// places that are no more, and features that reports do not name.
func GeoNamesKind(class, code string) (Kind, bool) {
	switch class {
	case "P":
		switch code {
		case "PPLC":
			return Capital, true
		case "PPLA", "PPLA2", "PPLG":
			return Seat, true
		case "PPLX":
			return Neighbourhood, true
		case "PPLQ", "PPLH", "PPLW", "PPLCH":
			return Unknown, false
		case "PPLL", "PPLF":
			return Village, true
		}
		return Town, true
	case "A":
		switch code {
		case "ADM1":
			return Admin1, true
		case "ADM2":
			return Admin2, true
		case "ADM3":
			return Admin3, true
		}
	case "S":
		switch code {
		case "AIRB":
			return Airbase, true
		case "AIRP", "AIRF":
			return Airport, true
		case "CMPRF", "CMP":
			return Camp, true
		case "HSP":
			return Hospital, true
		case "SCH", "UNIV":
			return School, true
		case "PSTB", "BDRPST":
			return Crossing, true
		case "INSM", "MILB":
			return Base, true
		}
	case "L":
		switch code {
		case "RGN":
			return Region, true
		case "MILB":
			return Base, true
		}
	case "T":
		if code == "MT" || code == "MTS" || code == "VAL" || code == "ISL" || code == "PASS" {
			return Natural, true
		}
	}
	return Unknown, false
}

// geoNames reads a country dump of GeoNames: 19 columns, no header.
func (im *importer) geoNames(content []byte) error {
	im.out.Format = "GeoNames"
	type row struct {
		Row
		id    uint32
		third string // code of the third-order division
	}
	var rows []row
	admin1, admin2, admin3 := map[string]string{}, map[string]string{}, map[string]string{}
	err := eachRow(content, func(line int, c []string) {
		if len(c) < 15 {
			im.note(line, "", true, "%d columns, not 19", len(c))
			return
		}
		id, errID := strconv.ParseUint(c[0], 10, 32)
		lat, errLat := strconv.ParseFloat(c[4], 64)
		lon, errLon := strconv.ParseFloat(c[5], 64)
		if errID != nil || errLat != nil || errLon != nil || !validPoint(lat, lon) {
			im.note(line, c[1], true, "the id or the coordinates are not numbers: %q %q %q", c[0], c[4], c[5])
			return
		}
		kind, ok := GeoNamesKind(c[6], c[7])
		if !ok {
			im.out.Left++
			return
		}
		pop, _ := strconv.ParseInt(c[14], 10, 64)
		r := row{Row{ID: "gn:" + c[0], Kind: kind, Lat: lat, Lon: lon, Population: pop, Country: c[8], Admin1Code: c[10], Admin2Code: c[11],
			Names: append([]string{c[2], c[1]}, strings.Split(c[3], ",")...)}, uint32(id), c[12]}
		r.Standing = standing(c[7], len(r.Names))
		switch kind {
		case Admin1:
			admin1[c[8]+c[10]] = c[1]
		case Admin2:
			admin2[c[8]+c[10]+"."+c[11]] = c[1]
		case Admin3:
			admin3[c[8]+c[10]+"."+c[11]+"."+c[12]] = c[1]
		}
		rows = append(rows, r)
	})
	for i := range rows {
		r := &rows[i].Row
		if p, ok := im.base.ByID("a1:" + r.Country + "." + r.Admin1Code); ok {
			r.Admin1 = p.Admin1
		} else {
			r.Admin1 = admin1[r.Country+r.Admin1Code]
		}
		r.Admin2 = admin2[r.Country+r.Admin1Code+"."+r.Admin2Code]
		im.third(r.ID, rows[i].third, admin3[r.Country+r.Admin1Code+"."+r.Admin2Code+"."+rows[i].third])
		_, _, known := im.geoNamesRecord(rows[i].id)
		im.add(*r, known)
	}
	return err
}

// wofKinds are the kinds of Who's On First that are kept.
var wofKinds = map[string]Kind{"locality": Town, "neighbourhood": Neighbourhood, "region": Admin1, "county": Admin2, "localadmin": Admin3, "campus": Airport}

// columnsOf finds columns by their names.
func columnsOf(head []string) map[string]int {
	at := map[string]int{}
	for i, name := range head {
		at[strings.ReplaceAll(strings.ToLower(strings.TrimSpace(name)), ":", "_")] = i
	}
	return at
}

// whosOnFirst reads a table of Who's On First: a header, names parted by "|".
// Its regions have other numbers than GeoNames' divisions; the towns that both
// know say which is which. The columns localadmin_id, edtf_inception and
// edtf_cessation are read where the header has them.
func (im *importer) whosOnFirst(content []byte) error {
	im.out.Format = "Who's On First"
	type row struct {
		Row
		region, county, third string
		held                  cairn.Period
		id                    uint32
	}
	var rows []row
	var column map[string]int
	votes, county, thirds := map[string]map[string]int{}, map[string]string{}, map[string]string{}
	err := eachRow(content, func(line int, c []string) {
		if line == 1 {
			column = columnsOf(c)
			return
		}
		if len(c) < 12 {
			im.note(line, "", true, "%d columns, not 12", len(c))
			return
		}
		lat, errLat := strconv.ParseFloat(c[3], 64)
		lon, errLon := strconv.ParseFloat(c[4], 64)
		names := strings.Split(c[11], "|")
		if errLat != nil || errLon != nil || !validPoint(lat, lon) {
			im.note(line, names[0], true, "no coordinates: %q %q", c[3], c[4])
			return
		}
		kind, ok := wofKinds[c[2]]
		if !ok || strings.TrimSpace(c[11]) == "" {
			im.out.Left++
			return
		}
		if k, known := GeoNamesKind("P", c[10]); known && kind == Town && c[10] != "" {
			kind = k
		}
		extra := func(name string) string {
			if i, ok := column[name]; ok && i < len(c) {
				return c[i]
			}
			return ""
		}
		held, bad := heldPeriod(extra("edtf_inception"), extra("edtf_cessation"))
		if bad != "" {
			im.note(line, names[0], false, "its days are not dates and were left out: %q", bad)
		}
		if by := strings.Trim(extra("superseded_by"), "[]"); by != "" && by != "-1" && held.End == "" {
			im.note(line, names[0], false, "left out: record %s took its place, and no day is given", by)
			return
		}
		r := row{Row: Row{ID: "wof:" + c[1], Kind: kind, Lat: lat, Lon: lon, Country: strings.ToUpper(c[0]), Names: names, Standing: standing(c[10], len(names))},
			region: c[5], county: c[6], third: extra("localadmin_id"), held: held}
		if kind == Admin2 || kind == Admin3 {
			r.Standing = 500 // a district is seldom meant by the bare name of its town
		} else {
			r.Population, _ = strconv.ParseInt(c[7], 10, 64)
		}
		if id, err := strconv.ParseUint(c[8], 10, 32); err == nil {
			r.ID, r.id = "gn:"+c[8], uint32(id)
			if rec, world, known := im.geoNamesRecord(r.id); known {
				_, code, name := world.admin(rec.admin1)
				if votes[r.region] == nil {
					votes[r.region] = map[string]int{}
				}
				votes[r.region][code+"\x00"+name]++
			}
		}
		switch kind {
		case Admin2:
			county[c[1]] = names[0]
		case Admin3:
			thirds[c[1]] = names[0]
			r.third = c[1]
		}
		rows = append(rows, r)
	})
	division := elected(votes)
	for i := range rows {
		r := &rows[i]
		joined := r.id != 0 && im.inherit(&r.Row, r.id)
		if r.Admin1 == "" {
			r.Admin1Code, r.Admin1, _ = strings.Cut(division[r.region], "\x00")
		}
		if r.Admin2 == "" {
			r.Admin2Code, r.Admin2 = "", county[r.county]
		}
		if r.Kind == Admin1 && r.Admin1Code != "" {
			r.ID, joined = "a1:"+r.Country+"."+r.Admin1Code, true
		}
		r.Names = latinFirst(r.Names)
		im.third(r.ID, r.third, thirds[r.third])
		im.held(r.ID, r.held)
		im.add(r.Row, joined)
	}
	return err
}

// latinFirst puts a name in Latin letters first: it is the one that is shown.
func latinFirst(names []string) []string {
	for i, n := range names {
		if strings.IndexFunc(n, func(r rune) bool { return unicode.Is(unicode.Latin, r) }) >= 0 {
			return slices.Concat(names[i:i+1], names[:i], names[i+1:])
		}
	}
	return names
}

func elected(votes map[string]map[string]int) map[string]string {
	out := map[string]string{}
	for key, of := range votes {
		best := ""
		for v, n := range of {
			if best == "" || n > of[best] || n == of[best] && v < best {
				best = v
			}
		}
		out[key] = best
	}
	return out
}

// eachRow gives every line of a table of tabs, numbered from 1.
func eachRow(content []byte, do func(line int, columns []string)) error {
	lines := bufio.NewScanner(bytes.NewReader(content))
	lines.Buffer(nil, 4<<20)
	n := 0
	for lines.Scan() {
		n++
		if s := strings.TrimRight(lines.Text(), "\r"); s != "" {
			do(n, strings.Split(s, "\t"))
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("line %d: %w", n+1, err)
	}
	return nil
}
