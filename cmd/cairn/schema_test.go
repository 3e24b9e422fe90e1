package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cairn"
	"cairn/code"
	"cairn/examples"
	"cairn/read"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// Everything that code and link write is what the schema says: on the examples
// and, where the labelled reports lie beside the project, on those.
func TestAllOutputIsWhatTheSchemaSays(t *testing.T) {
	raw, err := cairn.Schema()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	line, linked := c.MustCompile("schema.json"), c.MustCompile("schema.json#/$defs/linked")
	coder, err := newCoder(nil)
	if err != nil {
		t.Fatal(err)
	}
	var coded []cairn.Coded
	for _, r := range exampleReports(t) {
		out := coder.Code(r, code.Options{Mentions: true, Explain: true})
		conforms(t, line, r.ID, out)
		checkQuotes(t, out)
		coded = append(coded, coder.Code(r, code.Options{}))
	}
	linker, err := newLinking()
	if err != nil {
		t.Fatal(err)
	}
	links, err := linker.record(coded, nil, nil)
	if err != nil || len(links) == 0 {
		t.Fatalf("%d links, %v", len(links), err)
	}
	for _, l := range links {
		conforms(t, linked, "a link", l)
	}
	for _, task := range []string{"gva", "airwars", "acled", "muc4"} {
		for _, r := range labelled(t, task, 150) {
			out := coder.Code(r, code.Options{Mentions: true})
			conforms(t, line, r.ID, out)
			checkQuotes(t, out)
		}
	}
}

func conforms(t *testing.T, s *jsonschema.Schema, what string, v any) {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err == nil {
		err = s.Validate(value)
	}
	if err != nil {
		t.Errorf("%s: %v", what, err)
	}
}

// checkQuotes holds every quote to the bytes that its span names, and every
// relation to a claim of the same report.
func checkQuotes(t *testing.T, c cairn.Coded) {
	t.Helper()
	ids := map[string]bool{}
	for _, claim := range c.Claims {
		if ids[claim.ID] {
			t.Errorf("%s: two claims are %s", c.ID, claim.ID)
		}
		ids[claim.ID] = true
	}
	for _, claim := range c.Claims {
		in := c.Text
		if claim.In == "title" {
			in = c.Title
		}
		if quote, err := claim.Span.Of(in); err != nil || quote != claim.Quote {
			t.Errorf("%s: %s quotes %q, its span %q (%v)", c.ID, claim.ID, claim.Quote, quote, err)
		}
		if q := claim.Count; q != nil && q.Span != nil {
			if words, err := q.Span.Of(in); err != nil || words != q.Text {
				t.Errorf("%s: %s counts %q, its span %q (%v)", c.ID, claim.ID, q.Text, words, err)
			}
		}
		for _, r := range claim.Relates {
			if !ids[r.To] || r.To == claim.ID {
				t.Errorf("%s: %s is %s of %s, which is no other claim of the report", c.ID, claim.ID, r.As, r.To)
			}
		}
	}
}

func exampleReports(t *testing.T) []cairn.Report {
	t.Helper()
	names, err := fs.Glob(examples.Files, "*.txt")
	if err != nil || len(names) < 16 {
		t.Fatalf("%d examples, %v", len(names), err)
	}
	var out []cairn.Report
	for _, name := range names {
		data, err := examples.Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := read.One(name, data, read.Options{})
		if err != nil {
			t.Fatal(err)
		}
		doc.ID = name
		out = append(out, doc.Report)
	}
	return out
}

// labelled reads some of the labelled reports, none where they are absent.
func labelled(t *testing.T, task string, most int) []cairn.Report {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "..", "shared", "bench", "dev", task+".jsonl"))
	if err != nil {
		t.Logf("shared/bench/dev/%s.jsonl is absent: only the examples were checked", task)
		return nil
	}
	defer f.Close()
	var out []cairn.Report
	for lines := bufio.NewReader(f); len(out) < most; {
		s, err := lines.ReadString('\n')
		if err != nil {
			break
		}
		for l := range read.ReportLines(task, strings.NewReader(s)) {
			if l.Err == nil {
				out = append(out, l.Doc.Report)
			}
		}
	}
	return out
}
