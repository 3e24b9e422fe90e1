package link

import "testing"

// TestReportsIntoIncidents keeps the linker above the gates on the labelled
// reports, with the coder as it is.
func TestReportsIntoIncidents(t *testing.T) {
	if testing.Short() {
		t.Skip("codes and links 2,817 reports")
	}
	rows := gvaRows(t)
	reports, err := coded()
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(reports, Options{})
	if err != nil {
		t.Fatal(err)
	}
	got := s.reportScores(rows)
	t.Log(shown(got))
	if got.B3.F1 < 0.93 || got.B3.P < 0.97 || got.Pair.F1 < 0.80 || got.CEAFe.F1 < 0.88 {
		t.Errorf("below the gates: B3 F1 0.93 at P 0.97, pairs F1 0.80, CEAF-e F1 0.88")
	}
}
