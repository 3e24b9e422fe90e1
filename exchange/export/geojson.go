package export

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"

	"cairn"
)

// geoForm writes one table as a GeoJSON FeatureCollection (RFC 7946): WGS 84,
// longitude before latitude, at most six decimals.
//
// A map draws whatever point it is given, and a point in the middle of a
// province looks like a place where people died. So only a place that is known
// (exact), or known to lie near the point (near), has a geometry. Every other
// feature has none (null, which RFC 7946 calls unlocated) and says in its
// properties which division it is in; the point that stands for that division
// is there as reference_longitude and reference_latitude, with reference_of
// saying of what. No centroid is ever silent.
type geoForm struct {
	w      *bufio.Writer
	about  any
	table  Table
	n      int
	box    [4]float64 // west, south, east, north
	points int
	losses *Losses
}

// GeoJSON writes a table that has columns latitude, longitude and
// place_precision. About is a member of the collection.
func GeoJSON(w io.Writer, about any, losses *Losses) Form {
	return &geoForm{w: bufio.NewWriterSize(w, 1<<16), about: about, losses: losses}
}

func (g *geoForm) Table(t Table) error {
	if g.table.Name != "" {
		return fmt.Errorf("write %s: a GeoJSON file holds one collection, and it has %s", t.Name, g.table.Name)
	}
	g.table = t
	about, err := marshal(g.about)
	if err != nil {
		return err
	}
	fmt.Fprintf(g.w, "{\"type\":\"FeatureCollection\",\n\"cairn\":%s,\n\"features\":[", about)
	return nil
}

func (g *geoForm) Row(r Row) error {
	if g.n++; g.n > 1 {
		g.w.WriteByte(',')
	}
	g.w.WriteString("\n{\"type\":\"Feature\"")
	var lat, lon float64
	precision, located := "", 0
	for i, c := range g.table.Columns {
		switch v := r[i].(type) {
		case float64:
			switch c.Name {
			case "latitude":
				lat, located = v, located+1
			case "longitude":
				lon, located = v, located+1
			}
		case string:
			if c.Name == "place_precision" {
				precision = v
			}
		}
	}
	if id, ok := r[0].(string); ok {
		fmt.Fprintf(g.w, ",\"id\":%s", quote(id))
	}
	drawn := located == 2 && (precision == "exact" || precision == "near")
	if drawn {
		g.see(lon, lat)
		fmt.Fprintf(g.w, ",\"geometry\":{\"type\":\"Point\",\"coordinates\":[%s,%s]}", sixth(lon), sixth(lat))
	} else {
		g.w.WriteString(",\"geometry\":null")
	}
	g.w.WriteString(",\"properties\":{")
	if err := g.properties(r, located == 2 && !drawn, precision); err != nil {
		return err
	}
	_, err := g.w.WriteString("}}")
	return err
}

// properties writes the other columns; what is not known is left out.
func (g *geoForm) properties(r Row, reference bool, precision string) error {
	comma := ""
	for i, c := range g.table.Columns {
		name := c.Name
		if name == "latitude" || name == "longitude" {
			if !reference {
				continue
			}
			name = "reference_" + name
		}
		if r[i] == nil {
			continue
		}
		v, err := marshal(r[i])
		if err != nil {
			return err
		}
		fmt.Fprintf(g.w, "%s%s:%s", comma, quote(name), v)
		comma = ","
	}
	if reference {
		of := precision
		if of == "" {
			of = "unknown"
		}
		fmt.Fprintf(g.w, "%s\"reference_of\":%s", comma, quote(of))
	}
	return nil
}

func (g *geoForm) see(lon, lat float64) {
	if g.points++; g.points == 1 {
		g.box = [4]float64{lon, lat, lon, lat}
	}
	g.box = [4]float64{math.Min(g.box[0], lon), math.Min(g.box[1], lat), math.Max(g.box[2], lon), math.Max(g.box[3], lat)}
}

func (g *geoForm) Close() error {
	g.w.WriteString("\n]")
	if g.points > 0 {
		fmt.Fprintf(g.w, ",\n\"bbox\":[%s,%s,%s,%s]", sixth(g.box[0]), sixth(g.box[1]), sixth(g.box[2]), sixth(g.box[3]))
	}
	g.w.WriteString("}\n")
	return g.w.Flush()
}

// sixth writes degrees with six decimals at most: a tenth of a metre.
func sixth(x float64) string { return degrees(math.Round(x*1e6) / 1e6) }

func quote(s string) []byte {
	b, err := marshal(s)
	if err != nil { // a string is always written
		return []byte(`""`)
	}
	return b
}

func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if d, ok := v.(cairn.Day); ok {
		v = string(d)
	}
	if err := e.Encode(v); err != nil {
		return nil, fmt.Errorf("write JSON: %w", err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
