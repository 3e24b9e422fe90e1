package place

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"cairn/place/outline"
)

// boundaries reads OCHA's outlines of administrative units (COD-AB) from
// GeoJSON or TopoJSON: their centres place the units that the lists only name.
func (im *importer) boundaries(content []byte) error {
	im.out.Format = "OCHA boundaries"
	shapes, properties, err := readShapes(content)
	if err != nil {
		return err
	}
	for i, s := range shapes {
		p := lowerKeys(properties[i].Values)
		u := unit{line: i + 1}
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
			im.note(i+1, p["name"], true, "no P-code among its properties (pcode, adm1_pcode ...)")
			continue
		}
		u.country = iso2(p["adm0_pcode"])
		if u.country == "" {
			u.country = iso2(u.code[:min(2, len(u.code))])
		}
		prefix := fmt.Sprintf("adm%d_", u.level)
		u.names = present(p["name_en"], p[prefix+"en"], p[prefix+"name"], p["name_ar"], p[prefix+"ar"])
		u.province = present(p["adm1_en"], p["adm1_name"], p["adm1_ar"])
		if c, area := s.Centre(); area > 0 {
			u.at = &LatLon{c.Lat, c.Lon}
		} else if len(s.Rings) == 1 && len(s.Rings[0]) == 1 {
			u.at = &LatLon{s.Rings[0][0].Lat, s.Rings[0][0].Lon}
		}
		im.unit(u)
	}
	im.out.Rows = joinRows(im.out.Rows)
	return nil
}

func readShapes(content []byte) ([]outline.Shape, []outline.Properties, error) {
	var kind struct{ Type string }
	if err := json.NewDecoder(bytes.NewReader(content)).Decode(&kind); err != nil {
		return nil, nil, err
	}
	if kind.Type != "Topology" {
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
