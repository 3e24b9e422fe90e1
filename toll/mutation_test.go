package toll_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// mutant is one small change to the room's source that its tests should feel.
type mutant struct {
	file, what string
	source     []byte
}

var (
	swaps = map[token.Token]token.Token{token.LSS: token.LEQ, token.LEQ: token.LSS, token.GTR: token.GEQ, token.GEQ: token.GTR,
		token.EQL: token.NEQ, token.NEQ: token.EQL, token.LAND: token.LOR, token.LOR: token.LAND, token.ADD: token.SUB, token.SUB: token.ADD}
	calls = map[string]string{"min": "max", "max": "min"}
	words = map[string]string{"true": "false", "false": "true"}
)

// mutants makes every one of them, one change at a time.
func mutants(t *testing.T) []mutant {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var out []mutant
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		fset := token.NewFileSet()
		tree, err := parser.ParseFile(fset, file, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		take := func(n ast.Node, what string) {
			var b bytes.Buffer
			if err := format.Node(&b, fset, tree); err != nil {
				t.Fatal(err)
			}
			out = append(out, mutant{file, fmt.Sprintf("%s: %s", fset.Position(n.Pos()), what), b.Bytes()})
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BinaryExpr:
				if s, ok := n.Y.(*ast.BasicLit); ok && s.Kind == token.STRING || isText(n.X) {
					return true // adding strings cannot be turned into taking away
				}
				if to, ok := swaps[n.Op]; ok {
					from := n.Op
					n.Op = to
					take(n, fmt.Sprintf("%s for %s", to, from))
					n.Op = from
				}
			case *ast.CallExpr:
				if id, ok := n.Fun.(*ast.Ident); ok && calls[id.Name] != "" {
					from := id.Name
					id.Name = calls[from]
					take(n, id.Name+" for "+from)
					id.Name = from
				}
			case *ast.Ident:
				if to := words[n.Name]; to != "" {
					from := n.Name
					n.Name = to
					take(n, to+" for "+from)
					n.Name = from
				}
			}
			return true
		})
	}
	return out
}

func isText(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.BasicLit:
		return e.Kind == token.STRING
	case *ast.BinaryExpr:
		return isText(e.X) || isText(e.Y)
	}
	return false
}

// TestTestsFeelMutants changes the room's source in many small ways, each on
// its own, and asks whether the other tests fail. A change that does not
// compile is no mutant. It takes minutes, so it runs with CAIRN_LONG=1 only;
// CAIRN_MUTANTS sets how many are drawn.
func TestTestsFeelMutants(t *testing.T) {
	if os.Getenv("CAIRN_LONG") == "" {
		t.Skip("set CAIRN_LONG=1 to change the source and see the tests fail: it takes minutes")
	}
	want := 100
	if n, err := strconv.Atoi(os.Getenv("CAIRN_MUTANTS")); err == nil {
		want = n
	}
	all := mutants(t)
	rand.New(rand.NewPCG(2015, 9)).Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	killed, tried := 0, 0
	for _, m := range all {
		if tried == want {
			break
		}
		switch felt, compiled := feel(t, m); {
		case !compiled:
		case felt:
			tried++
			killed++
		default:
			tried++
			t.Log("survived:", m.what)
		}
	}
	t.Logf("%d of %d mutants killed (%d possible)", killed, tried, len(all))
	if killed*100 < tried*85 {
		t.Errorf("%d of %d mutants killed, want 85 in a hundred", killed, tried)
	}
}

// feel runs the tests over the mutant, which lies beside the source and not in
// its place.
func feel(t *testing.T, m mutant) (felt, compiled bool) {
	dir := t.TempDir()
	changed, overlay := filepath.Join(dir, m.file), filepath.Join(dir, "overlay.json")
	here, err := filepath.Abs(m.file)
	if err != nil {
		t.Fatal(err)
	}
	to, err := json.Marshal(map[string]any{"Replace": map[string]string{here: changed}})
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{changed: m.source, overlay: to} {
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("go", "test", "-vet=off", "-overlay", overlay, "-timeout", "60s", "-rapid.checks=60", "-rapid.nofailfile", ".")
	cmd.Env = append(os.Environ(), "CAIRN_LONG=")
	out, err := cmd.CombinedOutput()
	return err != nil, !strings.Contains(string(out), "[build failed]")
}
