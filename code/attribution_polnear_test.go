package code

import (
	"bufio"
	"encoding/json"
	"os"
	"sort"
	"testing"
	"unicode/utf8"

	"cairn/text"
)

type polnearRow struct {
	ID   string
	Text string
	Gold struct {
		Attributions []struct{ Source, Cue, Content [][2]int }
	}
}

// TestPolnear measures who-says-what against labels made elsewhere. It fails
// under the figure that attribution was built to.
func TestPolnear(t *testing.T) {
	f, err := os.Open("../../shared/bench/dev/polnear.jsonl")
	if err != nil {
		t.Skip("the labelled articles (shared/bench/dev/polnear.jsonl) are not here")
	}
	defer f.Close()
	s, err := loadSpeech(rules)
	if err != nil {
		t.Fatal(err)
	}
	m := measure{cues: map[string][2]int{}, missed: map[string]int{}}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var row polnearRow
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		m.add(row, s.hear(text.Parse(row.Text)))
	}
	p, r := float64(m.tp)/float64(m.tp+m.fp), float64(m.tp)/float64(m.tp+m.fn)
	f1 := 2 * p * r / (p + r)
	t.Logf("P %.4f R %.4f F1 %.4f (tp %d fp %d fn %d), source exact of found %.4f", p, r, f1, m.tp, m.fp, m.fn, float64(m.exact)/float64(m.tp))
	if os.Getenv("ATTRIBUTION_CUES") != "" {
		m.show(t)
	}
	if f1 < 0.60 {
		t.Errorf("F1 %.4f is under 0.60", f1)
	}
}

type measure struct {
	tp, fp, fn, exact int
	cues              map[string][2]int
	missed            map[string]int
}

func (m *measure) add(row polnearRow, found []utterance) {
	tx := text.Parse(row.Text)
	runes := map[int]int{}
	n := 0
	for i := range row.Text {
		runes[i] = n
		n++
	}
	runes[len(row.Text)] = utf8.RuneCountInString(row.Text)
	span := func(p [2]int) [2]int { b := tx.Bytes(p[0], p[1]); return [2]int{runes[b[0]], runes[b[1]]} }
	used := map[int]bool{}
	over := func(a [2]int, list [][2]int) bool {
		for _, b := range list {
			if a[0] < b[1] && b[0] < a[1] {
				return true
			}
		}
		return false
	}
	for _, u := range found {
		if u.extension {
			continue
		}
		cue := row.Text[tx.Bytes(u.cue[0], u.cue[1])[0]:tx.Bytes(u.cue[0], u.cue[1])[1]]
		hit := -1
		for k, g := range row.Gold.Attributions {
			if len(g.Source) > 0 && len(g.Content) > 0 && !used[k] && over(span(u.content), g.Content) && over(span(u.source), g.Source) {
				hit = k
				break
			}
		}
		c := m.cues[cue+" "+u.rule]
		if hit < 0 {
			m.fp++
			c[1]++
		} else {
			used[hit] = true
			m.tp++
			c[0]++
			for _, s := range row.Gold.Attributions[hit].Source {
				if s == span(u.source) {
					m.exact++
					break
				}
			}
		}
		m.cues[cue+" "+u.rule] = c
	}
	all := []rune(row.Text)
	for k, g := range row.Gold.Attributions {
		if len(g.Source) > 0 && len(g.Content) > 0 && !used[k] {
			m.fn++
			if len(g.Cue) > 0 {
				m.missed[string(all[g.Cue[0][0]:g.Cue[0][1]])]++
			}
		}
	}
}

func (m *measure) show(t *testing.T) {
	type row struct {
		cue string
		n   [2]int
	}
	var rows []row
	for c, n := range m.cues {
		rows = append(rows, row{c, n})
	}
	sort.Slice(rows, func(i, j int) bool { return rows[i].n[1] > rows[j].n[1] })
	for _, r := range rows[:min(150, len(rows))] {
		t.Logf("%-28s right %4d wrong %4d  %.2f", r.cue, r.n[0], r.n[1], float64(r.n[0])/float64(r.n[0]+r.n[1]))
	}
	rows = nil
	for c, n := range m.missed {
		rows = append(rows, row{c, [2]int{n}})
	}
	sort.Slice(rows, func(i, j int) bool { return rows[i].n[0] > rows[j].n[0] })
	for _, r := range rows[:min(120, len(rows))] {
		t.Logf("missed %4d %s", r.n[0], r.cue)
	}
}
