package cairn_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"reflect"
	"strings"
	"testing"

	"cairn"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

var update = flag.Bool("update", false, "write golden files")

func TestSchemaFileIsCurrent(t *testing.T) {
	want, err := cairn.Schema()
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("claim.schema.json", want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile("claim.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(have, want) {
		t.Error("claim.schema.json is not what Schema() gives: run go test . -run Schema -update")
	}
}

func compile(t *testing.T, pointer string) *jsonschema.Schema {
	t.Helper()
	raw, err := cairn.Schema()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("claim.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("claim.schema.json" + pointer)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Every field that the Go types can write must be in the schema, and nothing else.
func TestSchemaHasEveryFieldOfTheTypes(t *testing.T) {
	var schema struct {
		Properties map[string]any `json:"properties"`
		Defs       map[string]struct {
			Properties map[string]any `json:"properties"`
		} `json:"$defs"`
	}
	raw, err := cairn.Schema()
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &schema); err != nil {
		t.Fatal(err)
	}
	for name, typ := range map[string]any{
		"claim": cairn.Claim{}, "incident": cairn.Incident{}, "victims": cairn.Victims{}, "party": cairn.Party{}, "locus": cairn.Locus{},
		"when": cairn.When{}, "speaker": cairn.Speaker{}, "baseline": cairn.Baseline{}, "quantity": cairn.Quantity{}, "range": cairn.Range{},
		"mentions": cairn.Mentions{}, "linked_total": cairn.LinkedTotal{}, "linked_incident": cairn.LinkedIncident{},
	} {
		props := schema.Defs[name].Properties
		have := jsonNames(reflect.TypeOf(typ))
		if strings.HasPrefix(name, "linked_") {
			have["type"] = true
		}
		compareNames(t, name, have, props)
	}
	compareNames(t, "line of code", jsonNames(reflect.TypeFor[cairn.Coded]()), schema.Properties)
}

func compareNames(t *testing.T, what string, have map[string]bool, props map[string]any) {
	t.Helper()
	for f := range have {
		if props[f] == nil {
			t.Errorf("%s: the schema does not know %q", what, f)
		}
	}
	for f := range props {
		if !have[f] {
			t.Errorf("%s: the type does not know %q", what, f)
		}
	}
}

func jsonNames(t reflect.Type) map[string]bool {
	out := map[string]bool{}
	for i := range t.NumField() {
		f := t.Field(i)
		tag, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous && tag == "" {
			for n := range jsonNames(f.Type) {
				out[n] = true
			}
			continue
		}
		out[tag] = true
	}
	return out
}

func TestSchemaAcceptsAndRefuses(t *testing.T) {
	s := compile(t, "#/$defs/claim")
	good := `{"id":"c-0123456789abcdef","kind":"casualty","measure":"killed","scope":"incident","span":[8,20],"quote":"at least 45",
	 "count":{"low":45,"qualifier":"at_least","unit":"person","text":"at least 45","span":[8,19]},
	 "attribution":[{"text":"activists","span":[0,9],"type":"activist","named":false}],"stance":"asserted"}`
	for name, c := range map[string]struct {
		in string
		ok bool
	}{
		"a claim":                 {good, true},
		"an unknown field":        {strings.Replace(good, `"kind"`, `"knid":"x","kind"`, 1), false},
		"a word off the list":     {strings.Replace(good, "at_least", "atleast", 1), false},
		"an id of another form":   {strings.Replace(good, "c-0123456789abcdef", "7", 1), false},
		"a speaker without named": {strings.Replace(good, `,"named":false`, "", 1), false},
		"no quote":                {strings.Replace(good, `"quote":"at least 45",`, "", 1), false},
	} {
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(c.in))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := s.Validate(v); (err == nil) != c.ok {
			t.Errorf("%s: accepted %v, want %v (%v)", name, err == nil, c.ok, err)
		}
	}
}
