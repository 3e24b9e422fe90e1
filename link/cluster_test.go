package link

import (
	"testing"

	"pgregory.net/rapid"
)

// TestConstraintsHoldWhateverTheScores draws scores and decisions: who was put
// together is together, who was told apart is apart, and a group never joins
// items between which there is no evidence at all.
func TestConstraintsHoldWhateverTheScores(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 14).Draw(t, "items")
		score := make([][]float64, n)
		for i := range score {
			score[i] = make([]float64, n)
		}
		g := grouping{n: n, most: rapid.IntRange(3, 20).Draw(t, "largest"), score: func(a, b int32) float64 { return score[a][b] }}
		for i := range n {
			for j := range i {
				s := rapid.Float64Range(-5, 5).Draw(t, "score")
				score[i][j], score[j][i] = s, s
				if s >= 0 {
					g.edges = append(g.edges, edge{int32(j), int32(i), float32(s)})
				}
			}
		}
		team := rapid.SliceOfN(rapid.IntRange(0, 3), n, n).Draw(t, "team")
		for i := range n {
			for j := range i {
				switch {
				case team[i] == 3 || team[j] == 3: // nobody decided
				case team[i] == team[j]:
					g.together = append(g.together, [2]int32{int32(j), int32(i)})
				default:
					g.apart = append(g.apart, [2]int32{int32(j), int32(i)})
				}
			}
		}
		of := cluster(g)
		for _, p := range g.together {
			if of[p[0]] != of[p[1]] {
				t.Fatalf("%v were put together and are apart", p)
			}
		}
		for _, p := range g.apart {
			if of[p[0]] == of[p[1]] {
				t.Fatalf("%v were told apart and are together", p)
			}
		}
	})
}

// TestAChainIsNotAGroup: one doubtful pair does not pull two incidents into one.
func TestAChainIsNotAGroup(t *testing.T) {
	score := func(a, b int32) float64 {
		switch {
		case a/3 == b/3:
			return 4
		case a == 2 && b == 3 || a == 3 && b == 2:
			return 1
		}
		return -5
	}
	g := grouping{n: 6, most: 100, score: score}
	for i := range int32(6) {
		for j := range i {
			if s := score(j, i); s >= 0 {
				g.edges = append(g.edges, edge{j, i, float32(s)})
			}
		}
	}
	of := cluster(g)
	for i := range of {
		if want := int32(i / 3 * 3); of[i] != want {
			t.Errorf("item %d is in the group of %d, want %d", i, of[i], want)
		}
	}
}
