package toll_test

import (
	"encoding/json"
	"slices"
	"sync"
	"testing"

	"cairn/toll"
)

// A large record is counted in stretches and its figures are remembered; the
// answers are those of a walk that does neither, whoever asks and how often.
func TestALargeRecordAnswersAsASmallOne(t *testing.T) {
	x, err := toll.NewIndex(bigRecord(40_000))
	if err != nil {
		t.Fatal(err)
	}
	var wait sync.WaitGroup
	for _, name := range []string{"cairn", "highest"} {
		for _, asOf := range []int64{0, 20_000} {
			for _, dims := range [][]toll.Dimension{{toll.ByActor, toll.ByMonth}, {toll.ByAdmin1}, {toll.ByOccurrence, toll.ByYear}, {toll.ByPlace, toll.ByDay}, nil} {
				q := toll.Query{Policy: policy(t, name), AsOf: asOf, Group: dims, Select: toll.Selection{From: "2013-01-01"}}
				slow := q
				slow.Explain = true // claims are named in one walk, which remembers nothing
				want := bare(t, x, slow)
				for range 2 {
					wait.Go(func() {
						if got := bare(t, x, q); got != want {
							t.Errorf("%s as of %d by %v: another answer", name, asOf, dims)
						}
					})
				}
			}
		}
	}
	wait.Wait()
}

// bare is an answer without the claims behind it.
func bare(t *testing.T, x *toll.Index, q toll.Query) string {
	got, err := x.Toll(q)
	if err != nil {
		t.Error(err)
		return ""
	}
	cells := slices.Concat(slices.Collect(got.Cells.All()), got.Totals)
	for i := range cells {
		cells[i].Claims = nil
	}
	b, err := json.Marshal(cells)
	if err != nil {
		t.Error(err)
	}
	return string(b)
}
