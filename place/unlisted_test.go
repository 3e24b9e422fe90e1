package place

import (
	"fmt"
	"strings"
	"testing"
)

func TestSites(t *testing.T) {
	g := world(t)
	for _, row := range []struct{ s, want string }{
		{"Gunmen attacked an army checkpoint near Nawa in southern Syria on Friday.", "army checkpoint near Nawa|checkpoint|near Nawá"},
		{"A shell hit the main hospital in Aleppo on Friday.", "main hospital in Aleppo|hospital|in Aleppo"},
		{"A shell hit the Omar bin Abdulaziz hospital in Aleppo on Friday.", "Omar bin Abdulaziz hospital in Aleppo|hospital|in Aleppo"},
		{"A bomb exploded on the Homs-Palmyra road on Friday.", "Homs-Palmyra road|road|named Homs"}, // the other end alone is not surely a town
		{"A bomb exploded on the Aleppo-Damascus highway on Friday.", "Aleppo-Damascus highway|road|between Aleppo, between Damascus"},
		{"Gunmen ambushed a convoy on the road between Homs and Palmyra in Syria.", "road between Homs and Palmyra|road|between Homs, between Tadmur"},
		{"Five people were killed at a military base on the outskirts of Aleppo.", "military base on the outskirts of Aleppo|base|near Aleppo"},
		{"Jets bombed a school in the northern town of Saraqib in Idlib province, Syria.", "school in the northern town of Saraqib|school|in Saraqib"},
		{"Three people were killed in the Homewood neighborhood of Pittsburgh on Friday.", "Homewood|neighbourhood|in Pittsburgh"},
		{"A shell hit the Yarmouk camp in Damascus on Friday, activists said.", ""},
		{"A bomb exploded on the highway to Damascus, activists said.", "highway to Damascus|road|named Damascus"},
		{"Two were shot at McMillan Memorial Hospital in Aleppo on Friday, activists said.", "McMillan Memorial Hospital in Aleppo|hospital|in Aleppo"},
		{"Doctors at a hospital in Aleppo said five people were killed.", ""},
		// where people were brought is not where they came to harm
		{"She died at a hospital in Aleppo on Friday.", ""},
		{"The wounded were rushed to a hospital in Aleppo.", ""},
		{"Gunmen killed five people in Aleppo on Friday.", ""},
		{"A school bus was hit in Aleppo.", ""},
		{"He left the school. In Aleppo five people were killed.", ""},
	} {
		var got []string
		found := g.Resolve(row.s, g.Scan(row.s), Context{})
		for _, r := range found {
			if r.Unlisted == nil {
				continue
			}
			var tied []string
			for _, a := range r.Unlisted.Anchors {
				tied = append(tied, a.Relation+" "+a.Place.Name)
			}
			got = append(got, fmt.Sprintf("%s|%s|%s", r.Unlisted.Name, r.Unlisted.Kind, strings.Join(tied, ", ")))
		}
		if s := strings.Join(got, "; "); s != row.want {
			t.Errorf("%s\n got %q\nwant %q", row.s, s, row.want)
		}
	}
}
