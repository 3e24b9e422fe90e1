package place

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"strings"

	"cairn/text"

	"golang.org/x/text/language"
)

// Imported is a file turned into the places of a pack, with a word on every
// row that is not simply new.
type Imported struct {
	Format string // "GeoNames", "Who's On First", "OCHA P-codes", "OCHA boundaries", "own spellings"
	Rows   []Row
	Notes  []Note
	Added  int // places that the gazetteer did not have
	Joined int // rows that give more names to a place that it has
	Left   int // rows of kinds that are not kept: hills, rivers, places that are no more
	Beside Beside
}

// Note says what became of one row of a file.
type Note struct {
	Line    int
	Name    string
	Refused bool
	Why     string
}

// ErrFormat is returned for a file that no importer knows.
var ErrFormat = errors.New("not a gazetteer file that cairn knows: a GeoNames dump, a Who's On First table, OCHA P-codes (CSV, GeoJSON, TopoJSON) or a CSV with the columns spelling and id, or spelling, lat and lon")

// Import reads a gazetteer file of any known form. The base gazetteer gives
// populations, coordinates and divisions that the file leaves out. The same
// file over the same base gives the same rows.
func Import(name string, content []byte, base *Gazetteer) (*Imported, error) {
	im := &importer{base: base, out: &Imported{}}
	content = bytes.TrimPrefix(content, []byte("\ufeff"))
	head, _, _ := bytes.Cut(content, []byte("\n"))
	first := strings.ToLower(strings.Trim(string(head), " \r"))
	var err error
	switch {
	case strings.HasPrefix(first, "{"):
		err = im.boundaries(content)
	case strings.HasPrefix(first, "cc\twof_id"):
		err = im.whosOnFirst(content)
	case strings.Count(first, "\t") == 18:
		err = im.geoNames(content)
	case strings.Contains(first, "pcode") || strings.Contains(first, "p-code"):
		err = im.pcodes(content)
	case strings.Contains(first, "spelling"):
		err = im.ownSpellings(content)
	default:
		err = ErrFormat
	}
	if err != nil {
		return nil, fmt.Errorf("import %s: %w", name, err)
	}
	return im.out, nil
}

// Pack writes the imported places as a pack. about names the file, its date
// and its licence.
func (i *Imported) Pack(about string) ([]byte, error) {
	if i.Format == ownFormat {
		about = ownMark + ": " + about
	}
	image, err := Image(i.Rows, about)
	if err != nil {
		return nil, err
	}
	annex, err := i.Beside.bytes(image)
	return append(image, annex...), err
}

const ownFormat = "own spellings"

type importer struct {
	base  *Gazetteer
	out   *Imported
	known map[uint32]record // GeoNames places of the base

	wofNamed map[string]string // records of the file by their number
}

func (im *importer) note(line int, name string, refused bool, format string, args ...any) {
	im.out.Notes = append(im.out.Notes, Note{line, name, refused, fmt.Sprintf(format, args...)})
}

func (im *importer) add(r Row, joined bool) {
	if joined {
		im.out.Joined++
	} else {
		im.out.Added++
	}
	im.out.Rows = append(im.out.Rows, r)
}

// geoNamesRecord finds a place of the base by its GeoNames number.
func (im *importer) geoNamesRecord(id uint32) (record, *image, bool) {
	world := im.base.layers[0]
	if im.known == nil {
		im.known = make(map[uint32]record, world.count)
		for i := range uint32(world.count) {
			if r := world.record(i); r.space == spaceGeoNames {
				im.known[r.id] = r
			}
		}
	}
	r, ok := im.known[id]
	return r, world, ok
}

// inherit fills what the base knows of a GeoNames place and the file does not.
func (im *importer) inherit(r *Row, id uint32) bool {
	rec, world, ok := im.geoNamesRecord(id)
	if !ok {
		return false
	}
	if r.Population == 0 {
		r.Population = int64(rec.population)
	}
	if r.Kind == Town && rec.kind.Settled() {
		r.Kind = rec.kind // a table without GeoNames' codes knows no capitals and seats
	}
	_, r.Admin1Code, r.Admin1 = world.admin(rec.admin1)
	_, r.Admin2Code, r.Admin2 = world.admin(rec.admin2)
	names := make([]string, 0, world.nameCount(rec.nameAt)+len(r.Names))
	for n := range world.nameCount(rec.nameAt) {
		names = append(names, world.name(rec.nameAt, n))
	}
	r.Names = append(names, r.Names...)
	return true
}

// standing guesses how many people a place of a rank may have: the only prior
// there is where a source gives no population.
func standing(fcode string, names int) int64 {
	rank := map[string]int64{"PPLC": 500000, "PPLA": 100000, "PPLA2": 30000, "PPLA3": 10000, "PPLA4": 4000}[fcode]
	if rank == 0 {
		rank = 300
		if fcode == "PPLL" || fcode == "PPLF" {
			rank = 100
		}
	}
	return rank + 60*int64(min(names, 40))
}

// iso2 reads a country's code of two or three letters.
func iso2(code string) string {
	code = strings.ToUpper(strings.TrimSpace(code))
	r, err := language.ParseRegion(code)
	if err != nil || len(code) < 2 {
		return ""
	}
	if s := r.String(); len(s) == 2 {
		return s
	}
	return ""
}

func validPoint(lat, lon float64) bool {
	return !math.IsNaN(lat+lon) && lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180
}

// division finds the first-order division of the base that a name means.
func (im *importer) division(country string, names ...string) (code, admin1 string) {
	for _, name := range names {
		if strings.TrimSpace(text.Fold(name)) == "" {
			continue
		}
		if found := im.base.admin1Named(name, map[string]float64{country: 1}); len(found) > 0 {
			return found[0].admin1Code, found[0].Admin1
		}
	}
	return "", ""
}
