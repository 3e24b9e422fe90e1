package place

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"testing"
)

// TestSceneDev measures how often the default scene of a report lies within
// 25 km of where its coders put the event. The coder of claims, which knows the
// words of harm, should do better.
func TestSceneDev(t *testing.T) {
	g := world(t)
	for task, floor := range map[string]float64{"gva": 0.80, "airwars": 0.88, "acled": 0.45} {
		f, err := os.Open("../../shared/bench/dev/" + task + ".jsonl")
		if err != nil {
			t.Skip("the labelled reports are not here: ", err)
		}
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 8<<20)
		n, near, wide, seen := 0, 0, 0, 0
		shown := 0
		for lines.Scan() {
			var r struct {
				ID, Title, Text, Publisher string
				Gold                       struct {
					Latlon         []float64
					Lat, Lon       string
					Location, City any
					CC             string `json:"city_or_county"`
					State          string
					Country        string
					Precision      string `json:"geo_precision"`
				}
			}
			if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
				continue
			}
			var at LatLon
			if len(r.Gold.Latlon) == 2 {
				at = LatLon{r.Gold.Latlon[0], r.Gold.Latlon[1]}
			} else {
				lat, e1 := strconv.ParseFloat(r.Gold.Lat, 64)
				lon, e2 := strconv.ParseFloat(r.Gold.Lon, 64)
				if e1 != nil || e2 != nil || r.Gold.Precision != "1" {
					continue
				}
				at = LatLon{lat, lon}
			}
			n++
			s := r.Title + ".\n\n" + r.Text
			found := g.Resolve(s, g.Scan(s), Context{Publisher: r.Publisher})
			here := false
			for _, m := range found {
				if m.Place != nil && Distance(m.Place.At(), at) <= 25 {
					here = true
				}
			}
			if here {
				seen++
			}
			k := Scene(s, found)
			d := 99999.0
			var p Place
			if k >= 0 {
				p = *found[k].Place
				d = Distance(p.At(), at)
			}
			if d <= 25 {
				near++
			} else if shown++; shown <= *show {
				fmt.Printf("%s %s (%v %s %s %s): %.0f km, got %s %s %s; right one seen %v; %.300q\n", task, r.ID, r.Gold.Location, r.Gold.CC, r.Gold.State, r.Gold.Country, d, p.Name, p.Admin1, p.Country, here, s)
			}
			if d <= 161 {
				wide++
			}
		}
		f.Close()
		if got := float64(near) / float64(n); got < floor {
			t.Errorf("%s: %.3f within 25 km, below %.2f", task, got, floor)
		}
		t.Logf("%s: within 25 km %.3f, 161 km %.3f, some mention within 25 km %.3f (%d)", task, float64(near)/float64(n), float64(wide)/float64(n), float64(seen)/float64(n), n)
	}
}
