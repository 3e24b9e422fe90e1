package place

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"cairn"
	"cairn/place/outline"
	"cairn/text"
)

// table is a CSV whose columns are found by name, in any order.
type table struct {
	column map[string]int
	rows   [][]string
	lines  []int
}

func readCSV(content []byte) (table, error) {
	r := csv.NewReader(bytes.NewReader(content))
	r.FieldsPerRecord = -1
	head, err := r.Read()
	if err != nil {
		return table{}, fmt.Errorf("read the header: %w", err)
	}
	t := table{column: map[string]int{}}
	for i, name := range head {
		t.column[strings.ReplaceAll(text.Fold(name), " ", "_")] = i
	}
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return t, nil
		}
		if err != nil {
			return t, err // csv's errors name the line
		}
		line, _ := r.FieldPos(0)
		t.rows, t.lines = append(t.rows, row), append(t.lines, line)
	}
}

// get returns the first of some columns that a row fills.
func (t table) get(row []string, names ...string) string {
	for _, n := range names {
		if i, ok := t.column[n]; ok && i < len(row) && strings.TrimSpace(row[i]) != "" {
			return strings.TrimSpace(row[i])
		}
	}
	return ""
}

// pcodes reads OCHA's lists of administrative units. They have no coordinates:
// each unit is sought in the base by its names, in its province.
func (im *importer) pcodes(content []byte) error {
	im.out.Format = "OCHA P-codes"
	t, err := readCSV(content)
	if err != nil {
		return err
	}
	provinces, districts := map[string][]string{}, map[string][]string{}
	for i, row := range t.rows {
		u := unit{line: t.lines[i], code: t.get(row, "pcode", "p_code"), parent: t.get(row, "parent_pcode", "parent_p_code"),
			country: iso2(t.get(row, "location"))}
		if u.country == "" && len(u.code) >= 2 {
			u.country = iso2(u.code[:2])
		}
		u.level, _ = strconv.Atoi(t.get(row, "level", "admin_level"))
		for _, n := range []string{t.get(row, "name_en", "name", "adm_name"), t.get(row, "name_ar", "name_local")} {
			if n != "" {
				u.names = append(u.names, n)
			}
		}
		switch u.level {
		case 1:
			provinces[u.code] = u.names
		case 2:
			districts[u.code], u.district = u.names, u.names
		case 3:
			u.district = districts[u.parent]
		}
		u.province = provinces[u.parent]
		u.provinceOwn = u.parent
		if u.province == nil && len(u.parent) > 4 {
			u.province, u.provinceOwn = provinces[u.parent[:4]], u.parent[:4]
		}
		im.unit(u)
	}
	return nil
}

// unit is an administrative unit as OCHA has it.
type unit struct {
	line          int
	level         int
	code, parent  string
	country       string
	names         []string
	province      []string // names of its first-order division
	district      []string // of its second-order division; its own at level 2
	at            *LatLon  // if the file gives its outline
	shape         outline.Shape
	held          cairn.Period // the days in which the outline held
	provinceOwn   string       // its first-order division's P-code
	provinceCode  string
	provincePlain string
}

// unit adds an administrative unit, joined to a place of the base where there
// is one that it must be.
func (im *importer) unit(u unit) {
	if len(u.names) == 0 || u.code == "" || u.country == "" || u.level < 1 || u.level > 3 {
		im.note(u.line, strings.Join(u.names, " "), true, "a name, a P-code, a country or a level of 1 to 3 is missing")
		return
	}
	kind := []Kind{Admin1, Admin2, Admin3}[u.level-1]
	im.provinceOf(&u)
	r := Row{ID: "pc:" + u.code, Kind: kind, Country: u.country, Names: append(u.names, u.code), Admin1Code: u.provinceCode, Admin1: u.provincePlain, Standing: 3000}
	if u.level == 1 && u.provinceCode != r.ID {
		r.ID = "a1:" + u.country + "." + u.provinceCode
		p, _ := im.base.ByID(r.ID)
		r.Lat, r.Lon, r.Population = p.Lat, p.Lon, p.Population
		r.Names = append([]string{p.Name}, r.Names...)
		im.outlined(Area{ID: r.ID, Name: p.Name, Kind: Admin1, Country: u.country, Admin1: p.Admin1, Held: u.held, admin1Code: u.provinceCode}, u.shape)
		im.add(r, true)
		return
	}
	seat, ok := im.seat(u)
	switch {
	case u.at != nil:
		r.Lat, r.Lon = u.at.Lat, u.at.Lon
	case ok:
		r.Lat, r.Lon = seat.Lat, seat.Lon
	default:
		im.note(u.line, u.names[0], true, "no coordinates: no place of that name is known in %s; import the boundaries as well", orWord(u.provincePlain, u.country))
		return
	}
	if len(u.district) > 0 {
		r.Admin2 = u.district[0]
	}
	if u.level == 3 {
		im.third(r.ID, u.code, u.names[0])
	}
	im.held(r.ID, cairn.Period{End: u.held.End}) // since when is the outline's day, not the unit's
	im.outlined(Area{ID: r.ID, Name: u.names[0], Kind: kind, Country: u.country, Admin1: r.Admin1, Admin2: r.Admin2, Held: u.held, admin1Code: r.Admin1Code}, u.shape)
	im.add(r, false)
	if ok && u.level == 3 {
		im.third(seat.ID, u.code, u.names[0])
		// The unit's names are also those of the town that it is called after.
		im.add(Row{ID: seat.ID, Kind: seat.Kind, Lat: seat.Lat, Lon: seat.Lon, Country: seat.Country, Population: seat.Population, Standing: seat.people,
			Admin1Code: seat.admin1Code, Admin1: seat.Admin1, Admin2Code: seat.admin2Code, Admin2: seat.Admin2,
			Names: append([]string{seat.Name}, u.names...)}, true)
	}
}

// provinceOf finds the first-order division that the unit is or lies in. One
// that the base does not have, or that is no more and goes by another name than
// any of today, is a division of its own.
func (im *importer) provinceOf(u *unit) {
	names, own := u.province, u.provinceOwn
	if u.level == 1 {
		names, own = u.names, u.code
	}
	u.provinceCode, u.provincePlain = im.division(u.country, names...)
	gone := u.held.End != "" && !slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, u.provincePlain) })
	if (u.provinceCode == "" || gone) && own != "" && len(names) > 0 {
		u.provinceCode, u.provincePlain = "pc:"+own, names[0]
	}
}

// seat finds the town that a unit is called after: by its Arabic name before
// its English one, in its own province.
func (im *importer) seat(u unit) (Candidate, bool) {
	for i := len(u.names) - 1; i >= 0; i-- {
		for _, c := range im.base.Lookup(u.names[i], Context{Countries: map[string]float64{u.country: 1}, Admin1: u.provincePlain}) {
			if c.Country == u.country && (u.provinceCode == "" || strings.HasPrefix(u.provinceCode, "pc:") || c.admin1Code == u.provinceCode) && c.Kind.Settled() && c.Tier <= Article {
				if u.at == nil || Distance(c.At(), *u.at) < 40 {
					return c, true
				}
			}
		}
	}
	return Candidate{}, false
}

func orWord(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// ownSpellings reads an organisation's own table: a spelling, and the id of a
// place of the gazetteer or coordinates of its own. It wins over everything.
// from and to are the years or days in which the name holds.
func (im *importer) ownSpellings(content []byte) error {
	im.out.Format = ownFormat
	t, err := readCSV(content)
	if err != nil {
		return err
	}
	for i, row := range t.rows {
		line := t.lines[i]
		spellings := strings.Split(t.get(row, "spelling", "spellings"), "|")
		if spellings[0] == "" {
			im.note(line, "", true, "no spelling")
			continue
		}
		r, joined, why := im.ownPlace(t, row, spellings[0])
		if why != "" {
			im.note(line, spellings[0], true, "%s", why)
			continue
		}
		days, bad := heldPeriod(t.get(row, "from"), t.get(row, "to"))
		if bad != "" {
			im.note(line, spellings[0], true, "from and to are years or days (2011, 2011-03-15), not %q", bad)
			continue
		}
		for _, s := range spellings {
			if s = strings.TrimSpace(s); s == "" {
				continue
			}
			if days.Known() {
				r.Valid = append(r.Valid, Validity{len(r.Names), year(days.Start), year(days.End)})
				im.out.Beside.Names = append(im.out.Beside.Names, HeldName{r.ID, s, days})
			}
			r.Names = append(r.Names, s)
		}
		im.add(r, joined)
	}
	im.out.Rows = joinRows(im.out.Rows)
	return nil
}

// year is that of a day; 0 is open.
func year(d cairn.Day) int {
	t, ok := d.Time()
	if !ok {
		return 0
	}
	return t.Year()
}

func (im *importer) ownPlace(t table, row []string, spelling string) (r Row, joined bool, why string) {
	if id := t.get(row, "id", "place_id", "place"); id != "" {
		p, ok := im.base.ByID(id)
		if !ok {
			return r, false, fmt.Sprintf("no place has the id %q; `cairn place NAME` prints ids", id)
		}
		im.third(p.ID, p.admin3Code, p.Admin3)
		return Row{ID: p.ID, Kind: p.Kind, Lat: p.Lat, Lon: p.Lon, Country: p.Country, Population: p.Population, Standing: p.people,
			Admin1Code: p.admin1Code, Admin1: p.Admin1, Admin2Code: p.admin2Code, Admin2: p.Admin2, Names: []string{p.Name}}, true, ""
	}
	lat, errLat := strconv.ParseFloat(t.get(row, "lat", "latitude"), 64)
	lon, errLon := strconv.ParseFloat(t.get(row, "lon", "lng", "longitude"), 64)
	if errLat != nil || errLon != nil {
		return r, false, "neither an id nor coordinates (lat, lon)"
	}
	if !validPoint(lat, lon) {
		return r, false, fmt.Sprintf("the point %g, %g is not on the globe: latitude is -90 to 90, longitude -180 to 180", lat, lon)
	}
	r = Row{Lat: lat, Lon: lon, Country: iso2(t.get(row, "country")), Kind: Town, Standing: 5000}
	if word := t.get(row, "kind"); word != "" {
		kind, ok := KindOf(strings.ToLower(word))
		if !ok {
			return r, false, fmt.Sprintf("no kind of place is called %q; known are %s", word, strings.Join(kindNames[1:], ", "))
		}
		r.Kind = kind
	}
	r.Admin1Code, r.Admin1 = im.division(r.Country, t.get(row, "admin1", "province", "governorate"))
	name := t.get(row, "name")
	if name == "" {
		name = spelling
	}
	r.Names = []string{name}
	r.Admin2 = t.get(row, "admin2", "district")
	r.ID = fmt.Sprintf("own:%s@%.3f,%.3f", strings.ReplaceAll(text.Fold(name), " ", "-"), lat, lon)
	im.third(r.ID, "", t.get(row, "admin3", "subdistrict"))
	return r, false, ""
}

// joinRows puts rows of one place together.
func joinRows(rows []Row) []Row {
	at := map[string]int{}
	var out []Row
	for _, r := range rows {
		i, ok := at[r.ID]
		if !ok {
			at[r.ID] = len(out)
			out = append(out, r)
			continue
		}
		for _, v := range r.Valid {
			v.Name += len(out[i].Names)
			out[i].Valid = append(out[i].Valid, v)
		}
		out[i].Names = append(out[i].Names, r.Names...)
	}
	return out
}
