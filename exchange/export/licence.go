package export

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"cairn"
	"cairn/exchange"
	"cairn/toll"
)

// LicenceOf says under what terms a report came, by its publisher and the rule
// that made its claims: as the register of sources states it of its publisher,
// or as the mapping of its data set does.
func LicenceOf(decisions []cairn.Decision) func(publisher, rule string) Licence {
	stated := map[string]Licence{}
	for _, source := range toll.SourcesOf(decisions) {
		if source.Licence != "" || source.Closed {
			stated[source.Name] = Licence{Source: source.Name, Terms: source.Licence, Closed: source.Closed}
		}
	}
	sets := map[string]Licence{}
	for _, name := range exchange.FormatNames() {
		if f, err := exchange.FormatNamed(name); err == nil && f.Licence != "" {
			sets[name] = Licence{Source: cmp.Or(f.Publisher, f.Name), Terms: f.Licence, Closed: f.Closed}
		}
	}
	return func(publisher, rule string) Licence {
		if l, ok := stated[publisher]; ok {
			return l
		}
		if set, ok := strings.CutPrefix(rule, "exchange."); ok {
			return sets[set]
		}
		return Licence{}
	}
}

// Licences are the terms of the sources of a record's reports, each once.
func (d Data) Licences() []Licence {
	var out []Licence
	for l := range d.terms() {
		if l.Source != "" {
			out = append(out, l)
		}
	}
	slices.SortFunc(out, func(a, b Licence) int { return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Terms, b.Terms)) })
	return out
}

// MayLeave refuses an export that holds what may not be given on, unless its
// source was asked for by name.
func (d Data) MayLeave(named []string) error {
	var problems []string
	held := d.terms()
	for _, l := range d.Licences() {
		if !l.Closed || slices.ContainsFunc(named, func(n string) bool { return strings.EqualFold(n, l.Source) }) {
			continue
		}
		n := held[l]
		terms := ""
		if l.Terms != "" {
			terms = " (" + l.Terms + ")"
		}
		what := fmt.Sprintf("%d reports are", n)
		if n == 1 {
			what = "1 report is"
		}
		problems = append(problems, fmt.Sprintf("%s of %s%s: add --include-licence %q if you may, or --without %q", what, l.Source, terms, l.Source, l.Source))
	}
	if len(problems) > 0 {
		return fmt.Errorf("nothing was written, because not all of it may be given on: %s", strings.Join(problems, "; "))
	}
	return nil
}

// openName is the name of a licence in the list of the Open Definition.
func (l Licence) openName() string {
	switch {
	case l.Closed:
		return "other-closed"
	case strings.HasPrefix(l.Terms, "CC"):
		return strings.ReplaceAll(l.Terms, " ", "-")
	}
	return "notspecified"
}
