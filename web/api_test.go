package web

import (
	"bytes"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// description is what these tests read of openapi.json.
type description struct {
	OpenAPI string                          `json:"openapi"`
	Paths   map[string]map[string]operation `json:"paths"`
}

type operation struct {
	Parameters []struct {
		Ref    string `json:"$ref"`
		Name   string `json:"name"`
		In     string `json:"in"`
		Schema struct {
			Enum []string `json:"enum"`
		} `json:"schema"`
	} `json:"parameters"`
	Responses map[string]json.RawMessage `json:"responses"`
}

func described(t *testing.T) description {
	t.Helper()
	var d description
	if err := json.Unmarshal(openAPIFile, &d); err != nil {
		t.Fatal(err)
	}
	return d
}

// TestTheDescriptionHasEveryAddress holds the description against the screens:
// paths, forms and parameters, both ways.
func TestTheDescriptionHasEveryAddress(t *testing.T) {
	d := described(t)
	seen := map[string]bool{}
	for _, sc := range screens() {
		path := sc.path() + ".{form}"
		seen[path] = true
		op, ok := d.Paths[path]["get"]
		if !ok {
			t.Errorf("openapi.json has no GET %s", path)
			continue
		}
		forms := []string{asJSON}
		if sc.rows {
			forms = append(forms, asCSV)
		}
		if sc.place {
			forms = append(forms, asGeoJSON)
		}
		want := slices.Concat(sc.params, numbered, common)
		want = slices.DeleteFunc(want, func(p string) bool { return p == "done" }) // of pages alone: what a form has just done
		var got []string
		for _, p := range op.Parameters {
			switch {
			case p.Ref != "":
				got = append(got, p.Ref[strings.LastIndexByte(p.Ref, '/')+1:])
			case p.Name == "form" && !slices.Equal(p.Schema.Enum, forms):
				t.Errorf("%s: forms are %v, described as %v", path, forms, p.Schema.Enum)
			case p.Name != "form" && !strings.Contains(path, "{"+p.Name+"}"):
				t.Errorf("%s: %s is described and not in the path", path, p.Name)
			}
		}
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(slices.Compact(want), slices.Compact(got)) {
			t.Errorf("%s: takes %v, described as %v", path, want, got)
		}
	}
	for path, ops := range d.Paths {
		if _, get := ops["get"]; get && strings.HasSuffix(path, ".{form}") && !seen[path] {
			t.Errorf("openapi.json describes %s, which is no screen", path)
		}
		if _, post := ops["post"]; post && !slices.Contains([]string{"/decisions", "/reports", "/evidence/verify"}, path) {
			t.Errorf("openapi.json describes POST %s, which nothing answers", path)
		}
	}
}

// TestAnswersAreAsDescribed validates what every address of the table of routes
// answers: the schemas of OpenAPI 3.1 are JSON Schema 2020-12.
func TestAnswersAreAsDescribed(t *testing.T) {
	var file any
	if err := json.Unmarshal(openAPIFile, &file); err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("openapi.json", file); err != nil {
		t.Fatal(err)
	}
	d, s, checked := described(t), testServer(t), 0
	for _, route := range routes {
		if route.method != "GET" || route.kind != jsonOf && route.kind != geo && route.kind != problemJSON {
			continue
		}
		w := serve(s, request("GET", route.path))
		at := "/components/schemas/Problem"
		if w.Code == http.StatusOK {
			path, _, _ := strings.Cut(route.path, "?")
			name := pathNamed(d, path)
			if name == "" {
				t.Errorf("%s is not described", route.path)
				continue
			}
			at = "/paths/" + strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D").Replace(name) + "/get/responses/200/content/" + strings.ReplaceAll(route.kind, "/", "~1") + "/schema"
		}
		schema, err := compiler.Compile("openapi.json#" + at)
		if err != nil {
			t.Errorf("%s: %v", route.path, err)
			continue
		}
		answer, err := jsonschema.UnmarshalJSON(bytes.NewReader(w.Body.Bytes()))
		if err == nil {
			err = schema.Validate(answer)
		}
		if err != nil {
			t.Errorf("%s: %v", route.path, err)
		}
		checked++
	}
	if checked < 30 {
		t.Errorf("only %d answers were checked", checked)
	}
}

// pathNamed is the described path that an address has: the one with the most
// parts that are said outright.
func pathNamed(d description, address string) string {
	best, most := "", -1
	dot := strings.LastIndexByte(address, '.')
	parts := strings.Split(address[:dot], "/")
	for path := range d.Paths {
		if path == address {
			return path
		}
		want := strings.Split(strings.TrimSuffix(path, ".{form}"), "/")
		if len(want) != len(parts) || !strings.HasSuffix(path, ".{form}") {
			continue
		}
		same := 0
		for i := range want {
			switch {
			case want[i] == parts[i]:
				same++
			case !strings.HasPrefix(want[i], "{"):
				same = -1 << 20
			}
		}
		if same > most {
			best, most = path, same
		}
	}
	return best
}
