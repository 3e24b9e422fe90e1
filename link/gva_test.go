package link

import (
	"bufio"
	"encoding/json"
	"os"
	"sync"
	"testing"

	"cairn"
	"cairn/actor"
	"cairn/code"
	"cairn/link/score"
	"cairn/place"
)

// labelled is a report whose incident is known.
type labelled struct {
	cairn.Report
	Incident string `json:"incident_id"`
	Gold     struct {
		Date    string      `json:"date"`
		State   string      `json:"state"`
		City    string      `json:"city_or_county"`
		Killed  int64       `json:"killed"`
		Injured int64       `json:"injured"`
		LatLon  *[2]float64 `json:"latlon"`
	} `json:"gold"`
}

var gva = sync.OnceValues(func() ([]labelled, error) {
	f, err := os.Open("../../shared/bench/dev/gva.jsonl")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []labelled
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<26)
	for sc.Scan() {
		var l labelled
		if err := json.Unmarshal(sc.Bytes(), &l); err != nil {
			return nil, err
		}
		out = append(out, l)
	}
	return out, sc.Err()
})

func gvaRows(t testing.TB) []labelled {
	t.Helper()
	rows, err := gva()
	if err != nil {
		t.Skipf("the labelled reports are not beside the project: %v", err)
	}
	return rows
}

// coded reads the labelled reports with the coder as it is.
var coded = sync.OnceValues(func() ([]cairn.Coded, error) {
	rows, err := gva()
	if err != nil {
		return nil, err
	}
	places, err := place.World()
	if err != nil {
		return nil, err
	}
	actors, err := actor.Load()
	if err != nil {
		return nil, err
	}
	c, err := code.New(code.Resources{Places: places, Actors: actors})
	if err != nil {
		return nil, err
	}
	out := make([]cairn.Coded, len(rows))
	for i := range rows {
		out[i] = c.Code(rows[i].Report, code.Options{})
	}
	return out, nil
})

// reportScores compares the group of each report's main unit with its label.
func (s *Set) reportScores(rows []labelled) score.Scores {
	of := map[string]string{}
	for i := range s.units {
		u := &s.units[i]
		if id := s.reports[u.report].ID; u.main || of[id] == "" {
			of[id] = s.units[s.group[i]].key
		}
	}
	var gold, pred []string
	for _, r := range rows {
		g := of[r.ID]
		if g == "" {
			g = "alone:" + r.ID
		}
		gold, pred = append(gold, r.Incident), append(pred, g)
	}
	return score.Clusters(gold, pred)
}
