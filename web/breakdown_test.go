package web

import (
	"testing"

	"cairn"
	"cairn/record"
)

// A claim's breakdown is that of the whole it belongs to, whichever part one
// opens; another measure, and a ring of claims, make none of it wrong.
func TestBreakdownOfAClaim(t *testing.T) {
	claim := func(id string, n int64, m cairn.Measure, of ...string) cairn.Claim {
		q := cairn.Of(n, cairn.Exact)
		c := cairn.Claim{ID: id, Kind: cairn.Casualty, Measure: m, Count: &q, Victims: &cairn.Victims{Words: cairn.Words{Text: "the " + id}}}
		for _, to := range of {
			c.Relates = append(c.Relates, cairn.Relation{To: to, As: cairn.OfWhich})
		}
		return c
	}
	r := &record.Report{Coded: cairn.Coded{Claims: []cairn.Claim{
		claim("all", 100, cairn.Killed), claim("civilians", 70, cairn.Killed, "all"), claim("children", 20, cairn.Killed, "civilians"),
		claim("soldiers", 50, cairn.Killed, "all"), claim("hurt", 9, cairn.Injured, "all"), claim("alone", 3, cairn.Killed),
		claim("ring", 5, cairn.Killed, "ring2"), claim("ring2", 6, cairn.Killed, "ring")}}}
	s := testServer(t)
	q := &ask{server: s, lang: s.locales.list[0]}
	for i, want := range map[int]int{0: 4, 1: 4, 2: 4, 3: 4, 4: 0, 5: 0, 6: 2} {
		got := q.breakdownOf(&r.Coded.Claims[i], r)
		rows := 0
		if got != nil {
			rows = len(got.Twin.Rows)
		}
		if rows != want {
			t.Errorf("%s: %d rows, want %d", r.Coded.Claims[i].ID, rows, want)
		}
	}
	rows := q.breakdownOf(&r.Coded.Claims[2], r).Twin.Rows
	if rows[0].Cells[0] != "the all" || rows[0].Cells[len(rows[0].Cells)-1] != "-20" || rows[2].Cells[1] != "the civilians" {
		t.Errorf("the table is %q", rows)
	}
}
