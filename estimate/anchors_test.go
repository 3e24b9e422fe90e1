package estimate

import "testing"

// TestHowManyModelsAndGraphs: the counts that the literature gives.
func TestHowManyModelsAndGraphs(t *testing.T) {
	for _, c := range []struct{ lists, order, want int }{{3, 2, 8}, {4, 3, 113}, {5, 2, 1024}, {5, 3, 6212}, {5, 4, 6893}, {6, 2, 32768}} {
		m, err := Models(c.lists, c.order)
		if err != nil || len(m) != c.want {
			t.Errorf("%d lists, order %d: %d models, want %d (%v)", c.lists, c.order, len(m), c.want, err)
		}
	}
	for lists, want := range map[int]int{3: 8, 4: 61, 5: 822, 6: 18154} {
		g, err := Graphs(lists)
		if err != nil || len(g) != want {
			t.Errorf("%d lists: %d graphs, want %d (%v)", lists, len(g), want, err)
		}
	}
	if _, err := Models(6, 5); err == nil {
		t.Error("all models of six lists were listed")
	}
	if _, err := Models(30, 2); err == nil {
		t.Error("models of thirty lists were listed")
	}
	if _, err := Graphs(7); err == nil {
		t.Error("graphs of seven lists were listed")
	}
}

// TestPublishedAnchors: the simple estimators on a published table.
func TestPublishedAnchors(t *testing.T) {
	tab := reference(t, "mse_Kosovo")
	pairs := []struct {
		a, b int
		want float64
	}{{0, 1, 7231.5}, {0, 2, 7128.4}, {0, 3, 6756.5}, {1, 2, 5964.8}, {1, 3, 9621.9}, {2, 3, 5447.4}}
	for _, p := range pairs {
		r := Chapman(tab, p.a, p.b)
		near(t, "Chapman "+r.Model, r.Estimate.N, p.want, 0.06)
	}
	near(t, "Chao", Chao(tab).Estimate.N, 8796.506, 1e-3)
	m, err := ParseModel("[123,14,34]", 4)
	if err != nil {
		t.Fatal(err)
	}
	_, ci := m.Profile(tab)
	near(t, "profile top", m.ProfileTop(tab), 10334.5, 0.05)
	near(t, "profile low", ci[0].Lower, 8994.257, 1e-3)
	near(t, "profile high", ci[0].Upper, 12110.41, 1e-2)
	if got := m.Fit(tab); got.Existence != Exists {
		t.Errorf("%v", got.Existence)
	} else {
		near(t, "N", got.N, 10356.519, 1e-3)
		near(t, "standard error", got.SE, 785.902, 1e-2)
		near(t, "BIC", got.BIC, 203.0296, 1e-4)
	}
}

// TestChapmanByHand: a table small enough to check with a pencil.
func TestChapmanByHand(t *testing.T) {
	tab := three(t)
	// hospital 108, families 93, both 27: 109*94/28 - 1
	near(t, "Chapman", Chapman(tab, 0, 2).Estimate.N, 109.0*94/28-1, 1e-9)
	none, err := NewTable([]string{"a", "b", "c"}, map[Pattern]int64{1: 5, 2: 5, 5: 2})
	if err != nil {
		t.Fatal(err)
	}
	if r := Chapman(none, 0, 1); r.Estimate != nil || r.Refused == "" {
		t.Errorf("two lists that share nobody gave %v", r.Estimate)
	}
}
