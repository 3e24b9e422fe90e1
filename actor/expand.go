package actor

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// country is one line of data/countries.txt: what to fill patterns with.
type country struct {
	iso      string
	names    []string
	adjs     []string
	capitals []string
}

// parseCountries reads "SY | Syria; Syrian Arab Republic | Syrian | Damascus".
func parseCountries(file string, r io.Reader) ([]country, error) {
	var out []country
	lines := bufio.NewScanner(r)
	for number := 1; lines.Scan(); number++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		columns := strings.Split(line, "|")
		if len(columns) != 4 {
			return nil, &DataError{file, number, "a country has four columns: code | names | adjectives | capitals"}
		}
		c := country{strings.TrimSpace(columns[0]), list(columns[1]), list(columns[2]), list(columns[3])}
		if len(c.iso) != 2 || len(c.names) == 0 || len(c.adjs) == 0 {
			return nil, &DataError{file, number, "a country needs a code of two capitals, a name and an adjective"}
		}
		out = append(out, c)
	}
	return out, lines.Err()
}

func list(s string) []string {
	var out []string
	for _, part := range strings.Split(s, ";") {
		if part = strings.TrimSpace(part); part != "" && part != "-" {
			out = append(out, part)
		}
	}
	return out
}

// The words that countries fill, as words of the trie, and the roots of the
// tries of what fills them.
const (
	holeAdj uint32 = iota + 1
	holeName
	holeCapital
	firstFreeID
)

// hole returns the id of the placeholder that the word stands in, or 0.
func hole(text string, w word) uint32 {
	if w.start == 0 || text[w.start-1] != '{' {
		return 0
	}
	switch text[w.start:w.end] {
	case "adj":
		return holeAdj
	case "name":
		return holeName
	case "capital":
		return holeCapital
	}
	return 0
}

// isPlaceholder says whether braces hold one of the words that countries fill.
func isPlaceholder(s string) bool {
	return s == "{adj}" || s == "{name}" || s == "{capital}" || s == "{iso}"
}

// fill makes the actor that a country has by a pattern; its canonical name
// takes the country's first name and adjective.
func (c country) fill(pattern Actor) Actor {
	first := strings.NewReplacer("{adj}", c.adjs[0], "{name}", c.names[0])
	out := pattern
	out.Name = first.Replace(pattern.Name)
	out.Countries = []string{c.iso}
	out.Parents = nil
	for _, p := range pattern.Parents {
		p.Value = first.Replace(p.Value)
		out.Parents = append(out.Parents, p)
	}
	return out
}

// alternatives spells out "(al-Qaida|Qaida)'s (branch|wing) in Syria": every
// choice of every bracket. An empty choice is allowed.
func alternatives(name string) ([]string, error) {
	open := strings.IndexByte(name, '(')
	if open < 0 {
		if strings.ContainsAny(name, ")|") {
			return nil, fmt.Errorf("%q: a bracket closes that was not opened", name)
		}
		return []string{name}, nil
	}
	length := strings.IndexByte(name[open:], ')')
	if length < 0 {
		return nil, fmt.Errorf("%q: a bracket opens and does not close", name)
	}
	rest, err := alternatives(name[open+length+1:])
	if err != nil {
		return nil, err
	}
	var out []string
	for _, choice := range strings.Split(name[open+1:open+length], "|") {
		for _, tail := range rest {
			out = append(out, name[:open]+choice+tail)
		}
	}
	if len(out) > 500 {
		return nil, fmt.Errorf("%q: more than 500 names on one line", name)
	}
	return out, nil
}
