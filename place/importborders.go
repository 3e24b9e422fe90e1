package place

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"cairn"
	"cairn/place/outline"
)

// boundaries reads the outlines of administrative units from GeoJSON or
// TopoJSON: OCHA's (COD-AB), known by their P-codes, or those of Who's On
// First. The outlines go into the pack, with the days in which they held; their
// centres place the units that lists only name.
func (im *importer) boundaries(content []byte) error {
	im.out.Format = "OCHA boundaries"
	shapes, properties, err := readShapes(content)
	if err != nil {
		return err
	}
	im.wofNamed = map[string]string{}
	for i := range shapes {
		if names := wofNames(properties[i].Values); len(names) > 0 {
			im.wofNamed[wofNumber(properties[i].Values["wof:id"])] = names[0]
		}
	}
	for i, s := range shapes {
		if _, is := properties[i].Values["wof:id"]; is {
			im.out.Format = "Who's On First boundaries"
			im.wofShape(i+1, s, properties[i].Values)
			continue
		}
		im.ochaShape(i+1, s, properties[i].Values)
	}
	im.out.Rows = joinRows(im.out.Rows)
	return nil
}

func (im *importer) ochaShape(line int, s outline.Shape, values map[string]any) {
	p := lowerKeys(values)
	u := unit{line: line, shape: s}
	for level := 3; level >= 1 && u.code == ""; level-- {
		if code := p[fmt.Sprintf("adm%d_pcode", level)]; code != "" && (level == 3 || p[fmt.Sprintf("adm%d_pcode", level+1)] == "") {
			u.code, u.level = code, level
		}
	}
	if own := p["pcode"]; own != "" {
		// The file names its own level PCODE and the levels above it ADMn_PCODE.
		u.code, u.level = own, u.level+1
	}
	if u.code == "" {
		im.note(line, p["name"], true, "no P-code among its properties (pcode, adm1_pcode ...)")
		return
	}
	u.country = iso2(p["adm0_pcode"])
	if u.country == "" {
		u.country = iso2(u.code[:min(2, len(u.code))])
	}
	prefix := fmt.Sprintf("adm%d_", u.level)
	u.names = present(p["name_en"], p[prefix+"en"], p[prefix+"name"], p["name_ar"], p[prefix+"ar"])
	u.province, u.provinceOwn = present(p["adm1_en"], p["adm1_name"], p["adm1_ar"]), p["adm1_pcode"]
	u.district = present(p["adm2_en"], p["adm2_name"])
	if u.level == 2 {
		u.district = u.names
	}
	u.at = centreOf(s)
	u.held = im.heldOf(line, values)
	im.unit(u)
}

// heldOf reads the days in which an outline held. OCHA's validOn is the day from
// which it was the valid one; what held before it may have had the same outline.
func (im *importer) heldOf(line int, values map[string]any) cairn.Period {
	small := map[string]any{}
	for k, v := range values {
		small[strings.ToLower(k)] = v
	}
	held, bad := heldPeriod(written(small, "valid_from", "validfrom", "valid_on", "validon", "edtf:inception"), written(small, "valid_to", "validto", "valid_until", "edtf:cessation"))
	if bad != "" {
		im.note(line, "", false, "its days are not dates and were left out: %q", bad)
	}
	return held
}

func centreOf(s outline.Shape) *LatLon {
	if c, area := s.Centre(); area > 0 {
		return &LatLon{c.Lat, c.Lon}
	}
	if len(s.Rings) == 1 && len(s.Rings[0]) == 1 {
		return &LatLon{s.Rings[0][0].Lat, s.Rings[0][0].Lon}
	}
	return nil
}

// outlined keeps the outline of a unit, if the file gives one.
func (im *importer) outlined(a Area, s outline.Shape) {
	if _, area := s.Centre(); area > 0 {
		im.out.Beside.Areas = append(im.out.Beside.Areas, Outlined{a, s.Rings})
	}
}

func readShapes(content []byte) ([]outline.Shape, []outline.Properties, error) {
	var kind struct{ Type string }
	if err := json.NewDecoder(bytes.NewReader(content)).Decode(&kind); err != nil {
		return nil, nil, err
	}
	switch kind.Type {
	case "Topology":
	case "Feature": // Who's On First keeps one record in a file
		return outline.ReadGeoJSON(slices.Concat([]byte(`{"type":"FeatureCollection","features":[`), content, []byte("]}")))
	default:
		return outline.ReadGeoJSON(content)
	}
	t, properties, err := outline.ReadTopoJSON(content, "")
	if err != nil {
		return nil, nil, err
	}
	shapes := t.Draw()
	if len(shapes) != len(properties) {
		return nil, nil, fmt.Errorf("the arcs of the TopoJSON do not fit its shapes")
	}
	return shapes, properties, nil
}

func lowerKeys(values map[string]any) map[string]string {
	out := map[string]string{}
	for k, v := range values {
		if s, ok := v.(string); ok {
			out[strings.ToLower(k)] = strings.TrimSpace(s)
		}
	}
	return out
}

func present(names ...string) []string {
	var out []string
	for _, n := range names {
		if n != "" {
			out = append(out, n)
		}
	}
	return out
}
