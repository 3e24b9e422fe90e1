package toll_test

import (
	"testing"

	"cairn"
)

// What counts as one act told twice in a data set, and what does not.
func TestRowsOfNeighbouringDays(t *testing.T) {
	bridge := cairn.Locus{Name: "Old Bridge", Kind: "town", Country: "SY", Admin1: "Idlib", Precision: "exact", Lat: ptr(35.5), Lon: ptr(36.5)}
	far := bridge
	far.Lat = ptr(34.0)
	unmapped := bridge
	unmapped.Lat, unmapped.Lon = nil, nil
	half := bridge
	half.Lon = nil
	vague := bridge
	vague.Precision = "province"
	nameless := bridge
	nameless.Name = ""
	none := func(*cairn.Claim) {}
	for _, c := range []struct {
		why   string
		day   string // of the second row; the first is of 7 March
		both  func(*cairn.Claim)
		first func(*cairn.Claim)
		want  bool
	}{
		{"the next day", "2016-03-08", none, none, true},
		{"the same day", "2016-03-07", none, none, false},
		{"two days on", "2016-03-09", none, none, false},
		{"a stretch that ends the day before", "2016-03-08", none, on("2016-03-05/2016-03-07"), true},
		{"a week that ends the day before", "2016-03-08", none, on("2016-03-01/2016-03-07"), true},
		{"more than a week", "2016-03-08", none, on("2016-02-29/2016-03-07"), false},
		{"without a point", "2016-03-08", at(unmapped), none, true},
		{"with half a point", "2016-03-08", at(half), none, true},
		{"of one name and another point", "2016-03-08", none, at(far), false},
		{"known to the province", "2016-03-08", at(vague), none, false},
		{"without a name", "2016-03-08", at(nameless), none, false},
		{"injured", "2016-03-08", as(cairn.Injured), none, false},
		{"between two numbers", "2016-03-08", func(c *cairn.Claim) { q := cairn.OfRange(10, 19); c.Count = &q }, none, false},
		{"a best of its own between two numbers", "2016-03-08", func(c *cairn.Claim) { q := cairn.OfRange(10, 25); q.Value = ptr(int64(19)); c.Count = &q }, none, true},
		{"few people", "2016-03-08", func(c *cairn.Claim) { q := cairn.Of(1, cairn.Exact); c.Count = &q }, none, false},
		{"without a count", "2016-03-08", func(c *cairn.Claim) { c.Count = nil }, none, false},
		{"without a place", "2016-03-08", func(c *cairn.Claim) { c.Place = nil }, none, false},
		{"without a day", "2016-03-08", none, func(c *cairn.Claim) { c.Time = nil }, false},
		{"of reports, not of a data set", "2016-03-08", func(c *cairn.Claim) { c.Rule = "killed.kill.passive" }, none, false},
	} {
		s := newStory(t)
		for i, day := range []string{"2016-03-07", c.day} {
			id := string(rune('k' + i))
			cl := killed(id, "19", at(bridge), on(day))
			cl.Rule = "exchange.mapped"
			c.both(&cl)
			if i == 0 {
				c.first(&cl)
			}
			s.report(id, "Data Set", "2017-01-01", cl)
			s.incident("i"+id, day, "", id)
		}
		if got := len(findings(t, s, "neighbouring-days")) == 1; got != c.want {
			t.Errorf("%s: found is %v", c.why, got)
		}
	}
}
