package web

import (
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"cairn"
	"cairn/toll"
)

// used are the keys of the catalogue that templates and code say outright.
func used(t *testing.T) map[string]string {
	out := map[string]string{}
	literal := regexp.MustCompile(`(?:\{\{|\(|\s)(?:t|n) "([a-z_.]+)"`)
	files, err := fs.Glob(os.DirFS("."), "templates/*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range literal.FindAllStringSubmatch(string(data), -1) {
			out[m[1]] = f
		}
	}
	code := regexp.MustCompile(`(?:say|html|join)\("([a-z_.]+)"[,)]`)
	files, err = fs.Glob(os.DirFS("."), "*.go")
	if err != nil {
		t.Fatal(err)
	}
	why := regexp.MustCompile(`Why: "([a-z_]+)"`)
	kind := regexp.MustCompile(`Type: "([a-z-]+)"\}|Type: "([a-z-]+)", Det`)
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range code.FindAllStringSubmatch(string(data), -1) {
			if !strings.HasSuffix(m[1], ".") {
				out[m[1]] = f
			}
		}
		for _, m := range why.FindAllStringSubmatch(string(data), -1) {
			out["problem."+m[1]] = f
		}
		for _, m := range kind.FindAllStringSubmatch(string(data), -1) {
			key := "problem." + strings.ReplaceAll(m[1]+m[2], "-", "_")
			out[key], out[key+"_advice"] = f, f
		}
	}
	for _, more := range made() {
		out[more] = "made of a value"
	}
	return out
}

// made are the keys that are put together from closed lists.
func made() []string {
	var out []string
	add := func(prefix string, names ...string) {
		for _, n := range names {
			out = append(out, prefix+n)
		}
	}
	for field, terms := range cairn.Vocabulary() {
		for _, term := range terms {
			add("term."+field+".", term.Value)
		}
	}
	add("term.measure.", measureNames()...)
	add("term.grade.", "confirmed", "fair", "weak", "discounted", "contested", "none")
	add("term.scope.", "incident", "cumulative", "aggregate", "background")
	add("term.stance.", "asserted", "alleged", "claimed", "acknowledged", "denied")
	add("term.basis.", "stated", "relative", "context", "publication")
	add("term.relation.", "of_which", "later", "besides", "covers", "restates", "about")
	add("term.origin.", "named", "primary", "unnamed", "party", "unstated")
	for _, v := range []cairn.Verdict{cairn.Confirm, cairn.Reject, cairn.Correct, cairn.Same, cairn.Different, cairn.Unsure, cairn.Overlaps, cairn.Merge, cairn.Split, cairn.GradeIt,
		cairn.Withdraw, cairn.Restrict, cairn.Undo, cairn.Ack, cairn.Register, cairn.AddClaim} {
		add("term.verdict.", string(v))
	}
	for _, d := range toll.Dimensions() {
		add("dimension.", string(d))
	}
	for i := range 12 {
		add("month.", fmt.Sprint(i+1))
	}
	for _, m := range menu {
		add(m.Key, ".title")
	}
	add("kind.", "casualty", "control", "event", "responsibility")
	add("facet.", "actor", "province", "country", "grade", "measure")
	add("incidents.sort_", sorts...)
	add("search.kind_", "id", "incident", "report", "claim", "actor", "place", "source")
	add("sources.as_", "publisher", "agency", "root", "registered")
	add("chain.", "agency", "publisher")
	add("field.", "count", "place", "time", "perpetrator", "attribution", "scope")
	return out
}

func TestEveryWordIsInTheCatalogue(t *testing.T) {
	ls, err := loadLocales()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range ls.list {
		var lacks []string
		for key, where := range used(t) {
			if !l.has(key) {
				lacks = append(lacks, key+"  ("+where+")")
			}
		}
		slices.Sort(lacks)
		if len(lacks) > 0 {
			t.Errorf("words/%s.toml lacks %d:\n%s", l.Tag, len(lacks), strings.Join(lacks, "\n"))
		}
	}
}
