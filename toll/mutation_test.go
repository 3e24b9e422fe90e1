package toll_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// Every mutant is compiled into one program, asleep; the number in
// CAIRN_MUTANT wakes one. So the room is compiled once and not once a mutant,
// and all of them can be tried.
const asleep = `package toll

import (
	"cmp"
	"os"
	"strconv"
)

var awake, _ = strconv.Atoi(os.Getenv("CAIRN_MUTANT"))

type mutantNumber interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~float64
}

func mutant(n int) bool { return awake == n }

func mutantLess[T cmp.Ordered](n int, a, b T) bool {
	if mutant(n) {
		return a <= b
	}
	return a < b
}

func mutantAtMost[T cmp.Ordered](n int, a, b T) bool {
	if mutant(n) {
		return a < b
	}
	return a <= b
}

func mutantAnd(n int, a bool, b func() bool) bool {
	if mutant(n) {
		return a || b()
	}
	return a && b()
}

func mutantOr(n int, a bool, b func() bool) bool {
	if mutant(n) {
		return a && b()
	}
	return a || b()
}

func mutantSum[T mutantNumber](n int, a, b T) T {
	if mutant(n) {
		return a - b
	}
	return a + b
}

func mutantDifference[T mutantNumber](n int, a, b T) T {
	if mutant(n) {
		return a + b
	}
	return a - b
}

func mutantMin[T cmp.Ordered](n int, a T, more ...T) T {
	return mutantExtreme(mutant(n), a, more)
}

func mutantMax[T cmp.Ordered](n int, a T, more ...T) T {
	return mutantExtreme(!mutant(n), a, more)
}

func mutantExtreme[T cmp.Ordered](greatest bool, a T, more []T) T {
	for _, b := range more {
		if greatest == (b > a) {
			a = b
		}
	}
	return a
}
`

// edit is text that goes into the source at a position, in the place of so
// many bytes that stand there.
type edit struct {
	at, drop int
	text     string
}

// farm changes the room's source: what the tests should feel is written beside
// what it says.
type farm struct {
	fset  *token.FileSet
	info  *types.Info
	what  []string // what mutant n+1 changes
	edits []edit   // of the file at hand, in the order of the tree
	ends  []edit
}

func (f *farm) add(n ast.Node, format string, args ...any) int {
	f.what = append(f.what, fmt.Sprintf("%s: ", f.fset.Position(n.Pos()))+fmt.Sprintf(format, args...))
	return len(f.what)
}

func (f *farm) insert(at token.Pos, drop int, text string) {
	f.edits = append(f.edits, edit{f.fset.Position(at).Offset, drop, text})
}

// close puts text behind a node. What is opened first is closed last.
func (f *farm) close(at token.Pos, text string) {
	f.ends = append(f.ends, edit{f.fset.Position(at).Offset, 0, text})
}

func (f *farm) number(e ast.Expr) bool {
	basic, ok := f.info.TypeOf(e).Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsNumeric != 0
}

func (f *farm) constant(e ast.Expr) bool {
	value, ok := f.info.Types[e]
	return ok && value.Value != nil
}

func (f *farm) binary(n *ast.BinaryExpr) {
	call := func(name string) {
		f.insert(n.X.Pos(), 0, fmt.Sprintf("%s(%d, ", name, len(f.what)))
		f.insert(n.OpPos, len(n.Op.String()), ",")
		f.close(n.Y.End(), ")")
	}
	logic := func(name string) {
		f.insert(n.X.Pos(), 0, fmt.Sprintf("%s(%d, ", name, len(f.what)))
		f.insert(n.OpPos, len(n.Op.String()), ", func() bool { return (")
		f.close(n.Y.End(), ")})")
	}
	switch n.Op {
	case token.EQL, token.NEQ:
		number := f.add(n, "%s turned round", n.Op)
		f.insert(n.X.Pos(), 0, "((")
		f.close(n.Y.End(), fmt.Sprintf(") != mutant(%d))", number))
	case token.LSS:
		f.add(n, "<= for <")
		call("mutantLess")
	case token.LEQ:
		f.add(n, "< for <=")
		call("mutantAtMost")
	case token.GTR: // a > b is not a <= b
		f.add(n, ">= for >")
		call("!mutantAtMost")
	case token.GEQ:
		f.add(n, "> for >=")
		call("!mutantLess")
	case token.LAND:
		f.add(n, "|| for &&")
		logic("mutantAnd")
	case token.LOR:
		f.add(n, "&& for ||")
		logic("mutantOr")
	case token.ADD:
		if f.number(n) {
			f.add(n, "- for +")
			call("mutantSum")
		}
	case token.SUB:
		if f.number(n) {
			f.add(n, "+ for -")
			call("mutantDifference")
		}
	}
}

func (f *farm) node(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.GenDecl:
		return n.Tok != token.CONST
	case *ast.BinaryExpr:
		if !f.constant(n) {
			f.binary(n)
		}
	case *ast.CallExpr:
		if id, ok := n.Fun.(*ast.Ident); ok && (id.Name == "min" || id.Name == "max") && !f.constant(n) {
			number := f.add(n, "the other of min and max")
			f.insert(id.Pos(), len("min("), fmt.Sprintf("mutant%s(%d, ", map[string]string{"min": "Min", "max": "Max"}[id.Name], number))
		}
	case *ast.Ident:
		if n.Name == "true" || n.Name == "false" {
			number := f.add(n, "not %s", n.Name)
			f.insert(n.Pos(), len(n.Name), fmt.Sprintf("(%s != mutant(%d))", n.Name, number))
		}
	}
	return true
}

// write gives the text of a file with its edits.
func (f *farm) write(source []byte) []byte {
	slices.Reverse(f.ends)
	// What closes here goes before what opens here.
	all := append(slices.Clone(f.ends), f.edits...)
	slices.SortStableFunc(all, func(a, b edit) int { return a.at - b.at })
	var b bytes.Buffer
	last := 0
	for _, e := range all {
		b.Write(source[last:e.at])
		b.WriteString(e.text)
		last = e.at + e.drop
	}
	b.Write(source[last:])
	f.edits, f.ends = nil, nil
	return b.Bytes()
}

// sow writes the changed source into a directory and says what each mutant is.
func sow(t *testing.T, dir string) (overlay string, what []string) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	files = slices.DeleteFunc(files, func(name string) bool { return strings.HasSuffix(name, "_test.go") })
	f := &farm{fset: token.NewFileSet(), info: &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}, Defs: map[*ast.Ident]types.Object{}}}
	trees := make([]*ast.File, len(files))
	for i, name := range files {
		if trees[i], err = parser.ParseFile(f.fset, name, nil, 0); err != nil {
			t.Fatal(err)
		}
	}
	conf := types.Config{Importer: importer.ForCompiler(f.fset, "gc", exports(t))}
	if _, err := conf.Check("cairn/toll", f.fset, trees, f.info); err != nil {
		t.Fatal(err)
	}
	replace := map[string]string{}
	put := func(name string, data []byte) {
		here, err := filepath.Abs(name)
		if err != nil {
			t.Fatal(err)
		}
		replace[here] = filepath.Join(dir, name)
		if err := os.WriteFile(replace[here], data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for i, name := range files {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(trees[i], f.node)
		put(name, f.write(source))
	}
	put("zz_asleep.go", []byte(asleep))
	to, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	overlay = filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(overlay, to, 0o600); err != nil {
		t.Fatal(err)
	}
	return overlay, f.what
}

// exports finds the compiled form of every package that the room imports.
func exports(t *testing.T) importer.Lookup {
	out, err := exec.Command("go", "list", "-export", "-deps", "-f", "{{.ImportPath}}\t{{.Export}}", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]string{}
	for line := range strings.Lines(string(out)) {
		path, file, _ := strings.Cut(strings.TrimSpace(line), "\t")
		at[path] = file
	}
	return func(path string) (io.ReadCloser, error) { return os.Open(at[path]) }
}

// TestTestsFeelMutants changes the room's source in many small ways, each on
// its own, and asks whether the other tests fail. It takes ten minutes, so it
// runs with CAIRN_LONG=1 only; CAIRN_MUTANTS sets how many are drawn, in the
// place of all.
func TestTestsFeelMutants(t *testing.T) {
	if os.Getenv("CAIRN_LONG") == "" {
		t.Skip("set CAIRN_LONG=1 to change the source and see the tests fail: it takes ten minutes")
	}
	dir := t.TempDir()
	overlay, what := sow(t, dir)
	program := filepath.Join(dir, "toll.test")
	if out, err := exec.Command("go", "test", "-c", "-vet=off", "-overlay", overlay, "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("compiling the mutants: %v\n%s", err, out)
	}
	if felt(t, program, 0) {
		t.Fatal("the tests fail while every mutant sleeps")
	}
	drawn := rand.New(rand.NewPCG(2015, 9)).Perm(len(what))
	if n, err := strconv.Atoi(os.Getenv("CAIRN_MUTANTS")); err == nil && n < len(drawn) {
		drawn = drawn[:n]
	}
	var (
		work     = make(chan int)
		group    sync.WaitGroup
		survived atomic.Int64
	)
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for n := range work {
				if !felt(t, program, n+1) {
					t.Log("survived:", what[n])
					survived.Add(1)
				}
			}
		})
	}
	for _, n := range drawn {
		work <- n
	}
	close(work)
	group.Wait()
	killed := len(drawn) - int(survived.Load())
	t.Logf("%d of %d mutants killed (%d possible)", killed, len(drawn), len(what))
	if killed*100 < len(drawn)*85 {
		t.Errorf("%d of %d mutants killed, want 85 in a hundred", killed, len(drawn))
	}
}

// slow is the test that takes most of the time: it is asked last.
const slow = "^TestALargeRecordAnswersAsASmallOne$"

// felt says whether the tests fail with that mutant awake. A mutant that makes
// them run for ever is felt too.
func felt(t *testing.T, program string, number int) bool {
	return fails(t, program, number, "-test.skip", slow) || fails(t, program, number, "-test.run", slow)
}

func fails(t *testing.T, program string, number int, which ...string) bool {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, append(which, "-test.failfast", "-test.timeout", "30s", "-rapid.checks=60", "-rapid.nofailfile", "-rapid.shrinktime=0s")...)
	cmd.Env = append(os.Environ(), "CAIRN_LONG=", "CAIRN_MUTANT="+strconv.Itoa(number))
	err := cmd.Run()
	var failed *exec.ExitError
	if err != nil && !errors.As(err, &failed) {
		t.Errorf("running the tests with mutant %d: %v", number, err)
	}
	return err != nil
}
