package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"cairn"
	"cairn/code"
)

// suspects learns from two sets who labelled the one who did it: wires of
// Latin America, where any of several parties may be, and reports of Gaza,
// where it is nearly always the same. A party counts as right where its name or
// its words hold one of the label's names.
func suspects(dir string) error {
	coder, err := newCoder()
	if err != nil {
		return err
	}
	var all []sample
	for _, set := range []string{"muc4", "airwars"} {
		more, err := readSuspects(coder, filepath.Join(dir, set+".jsonl"))
		if err != nil {
			return fmt.Errorf("read %s: %w", set, err)
		}
		all = append(all, more...)
	}
	report(all, "parties")
	fmt.Print(`# How much each sign of a party says for its being the one who did what an
# incident tells, where no claim of the incident names one: "WEIGHT sign". The
# weights of a party's signs are added up; its chance is 1/(1+exp(-sum)). Signs
# that are not here weigh nothing. Made from labelled reports by
#
#   go run ./code/fit suspects ../shared/bench/dev > code/rules/suspects.txt

`)
	write(fit(all))
	return nil
}

// culprits is the label of either set.
type culprits struct {
	cairn.Report
	Templates []struct {
		Organisations []struct {
			Names []string `json:"alts"`
		} `json:"perp_org"`
	} `json:"templates"`
	Gold struct {
		Belligerent []string `json:"suspected_belligerent"`
	} `json:"gold"`
}

// names are the label's names for those who did it.
func (c culprits) names() []string {
	var out []string
	for _, t := range c.Templates {
		for _, o := range t.Organisations {
			out = append(out, o.Names...)
		}
	}
	for _, b := range c.Gold.Belligerent {
		word, _, _ := strings.Cut(b, " ")
		out = append(out, strings.ToUpper(word[:min(6, len(word))]))
	}
	return out
}

func readSuspects(coder *code.Coder, name string) ([]sample, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var out []sample
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<26)
	for lines.Scan() {
		var row culprits
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			return nil, err
		}
		if len(row.Templates) == 0 && len(row.Gold.Belligerent) == 0 {
			continue // outside the labellers' task
		}
		h := fnv.New32a()
		h.Write([]byte(row.ID))
		names := row.names()
		for _, s := range coder.Suspects(row.Report) {
			said := strings.ToUpper(s.Party.Actor + " | " + s.Party.Text)
			right := slices.ContainsFunc(names, func(n string) bool { return strings.Contains(said, n) })
			out = append(out, sample{signs: s.Signs, right: right, fold: h.Sum32() % folds})
		}
	}
	return out, lines.Err()
}
