package code

import (
	"fmt"
	"io/fs"
	"strings"

	"cairn/text"
)

// territory is what the rules know of holding places (rules/control.txt).
type territory struct {
	verbs  map[text.Key][]holdVerb // by first word
	places map[text.Key]string     // noun -> kind of place, "-" for none
	extent map[text.Key]string
	holder map[text.Key]bool
	called map[text.Key]bool
	known  text.Keyed[[]holdVerb] // the verbs, once all is read
}

// holdVerb is one form of a verb of control.
type holdVerb struct {
	change string
	frame  byte // t, s or f
	form   form
	rest   []text.Key // further words of the form
}

func loadTerritory(files fs.FS) (*territory, error) {
	t := &territory{verbs: map[text.Key][]holdVerb{}, places: map[text.Key]string{}, extent: map[text.Key]string{},
		holder: map[text.Key]bool{}, called: map[text.Key]bool{}}
	if err := eachRule(files, "rules/control.txt", t.line); err != nil {
		return nil, err
	}
	t.known = text.NewKeyed(t.verbs)
	return t, nil
}

func (t *territory) line(f []string) error {
	switch {
	case len(f) >= 3 && f[0] == "place":
		for _, w := range f[2:] {
			t.places[text.KeyOf(w)] = f[1]
		}
	case len(f) >= 3 && f[0] == "extent" && inList("extent", f[1]):
		for _, w := range f[2:] {
			t.extent[text.KeyOf(w)] = f[1]
		}
	case len(f) >= 2 && (f[0] == "holder" || f[0] == "called"):
		for _, w := range f[1:] {
			map[string]map[text.Key]bool{"holder": t.holder, "called": t.called}[f[0]][text.KeyOf(w)] = true
		}
	case len(f) == 8 && f[0] == "verb" && inList("change", f[1]) && strings.Contains("tsf", f[2]):
		for i, w := range f[3:] {
			words := strings.Split(w, "_")
			v := holdVerb{change: f[1], frame: f[2][0], form: [...]form{base, third, past, past, ing}[i]}
			for _, w := range words[1:] {
				v.rest = append(v.rest, text.KeyOf(w))
			}
			first := text.KeyOf(words[0])
			t.verbs[first] = append(t.verbs[first], v)
		}
	default:
		return fmt.Errorf("%q is no line of this file: see its head", strings.Join(f, " "))
	}
	return nil
}

// verbAt finds the verb of control that begins at token i, and its end.
func (t *territory) verbAt(p *page, i, limit int) (holdVerb, int, bool) {
	verbs, _ := t.known.Get(p.key(i))
	for _, v := range verbs {
		if end := p.restAt(i, limit, v.rest); end > 0 {
			return v, end, true
		}
	}
	return holdVerb{}, 0, false
}

// eachRule reads the lines of a rules file as words, without comments, and
// names the line that is refused.
func eachRule(files fs.FS, name string, read func(words []string) error) error {
	b, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	n := 0
	for line := range strings.Lines(string(b)) {
		n++
		words := strings.Fields(line)
		if len(words) == 0 || words[0][0] == '#' {
			continue
		}
		if err := read(words); err != nil {
			return fmt.Errorf("%s:%d: %w", name, n, err)
		}
	}
	return nil
}

// restAt is the end of a phrase whose first word is token i and whose further
// words are rest, 0 where they do not follow.
func (p *page) restAt(i, limit int, rest []text.Key) int {
	end := i + 1 + len(rest)
	if end > limit {
		return 0
	}
	for k, key := range rest {
		if p.key(i+1+k) != key {
			return 0
		}
	}
	return end
}
