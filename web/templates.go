package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"

	"cairn"
	"cairn/draw"
	"cairn/toll"
)

//go:embed templates/*.html
var templateFiles embed.FS

//go:embed static
var staticFiles embed.FS

// parse reads every screen's template with the words of one language. A screen
// is a file that defines "content"; layout.html stands around all of them and
// parts.html has what several share.
func (l *locale) parse(assets map[string]asset) error {
	funcs := l.funcs()
	funcs["asset"] = func(name string) (string, error) {
		a, ok := assets[name]
		if !ok {
			return "", fmt.Errorf("there is no file static/%s", name)
		}
		return "/static/" + name + "?v=" + a.hash, nil
	}
	funcs["has"] = func(name string) bool { _, ok := assets[name]; return ok }
	shared, err := template.New("").Funcs(funcs).ParseFS(templateFiles, "templates/layout.html", "templates/parts.html", "templates/review.html")
	if err != nil {
		return err
	}
	files, err := fs.Glob(templateFiles, "templates/*.html")
	if err != nil {
		return err
	}
	l.templates = map[string]*template.Template{}
	for _, file := range files {
		name := strings.TrimSuffix(path.Base(file), ".html")
		if name == "layout" || name == "parts" || name == "review" {
			continue
		}
		t, err := shared.Clone()
		if err == nil {
			t, err = t.ParseFS(templateFiles, file)
		}
		if err != nil {
			return err
		}
		l.templates[name] = t
	}
	return nil
}

// funcs are what templates may say. Words come from the catalogue (t, n), what
// reports say is isolated (d), and values have one way of being written.
func (l *locale) funcs() template.FuncMap {
	return template.FuncMap{
		"t":          l.t,
		"n":          l.n,
		"d":          foreign,
		"text":       shownText,
		"term":       func(field string, value any) string { return l.term(field, fmt.Sprint(value)) },
		"number":     func(n any) (string, error) { return l.numberOf(n) },
		"low":        func(r cairn.Range) string { return l.bound(r.Low) },
		"best":       func(r cairn.Range) string { return l.bound(r.Best) },
		"high":       l.high,
		"figure":     func(r cairn.Range) string { return l.rangeWords(&r) },
		"quantity":   l.quantity,
		"normalised": l.normalised,
		"when":       l.when,
		"period":     l.period,
		"day":        l.dayWords,
		"date":       l.dateWords,
		"place":      l.place,
		"party":      l.party,
		"speaker":    l.speaker,
		"why":        l.why,
		"country":    l.country,
		"svg":        func(b []byte) template.HTML { return template.HTML(b) }, // drawn here, with every text escaped
		"measures":   measureNames,
		"dimensions": toll.Dimensions,
		"statuses":   statusNames,
		"before":     func(n int64) int64 { return n - 1 },
		"after":      func(n int64) int64 { return n + 1 },
		"list":       func(v ...any) []any { return v },
		"args":       withArgs,
		"among":      func(v string, list []string) bool { return slices.Contains(list, v) },
		"decimal":    func(x float64) string { return strconv.FormatFloat(x, 'f', 2, 64) },
	}
}

// statusNames are those of victims, as the closed list has them.
func statusNames() []string {
	var out []string
	for _, t := range cairn.Vocabulary()["victims.status"] {
		out = append(out, t.Value)
	}
	return out
}

// t is a message; pairs of a name and a value fill its gaps. A value that is a
// string is foreign and is isolated.
func (l *locale) t(key string, pairs ...any) (template.HTML, error) {
	args, err := gaps(pairs)
	if err != nil {
		return "", fmt.Errorf("message %s: %w", key, err)
	}
	return l.html(key, args), nil
}

// n is a message that tells of a number.
func (l *locale) n(key string, n any, pairs ...any) (template.HTML, error) {
	count, err := whole(n)
	if err != nil {
		return "", fmt.Errorf("message %s: %w", key, err)
	}
	args, err := gaps(pairs)
	if err != nil {
		return "", fmt.Errorf("message %s: %w", key, err)
	}
	m := l.message(key)
	text, ok := m[l.plural(count)]
	if !ok {
		text = m["other"]
	}
	pieces := []string{"{n}", template.HTMLEscapeString(l.number(count))}
	for name, v := range args {
		pieces = append(pieces, "{"+name+"}", string(v))
	}
	return template.HTML(strings.NewReplacer(pieces...).Replace(template.HTMLEscapeString(text))), nil
}

func gaps(pairs []any) (map[string]template.HTML, error) {
	args := map[string]template.HTML{}
	for i := 0; i+1 < len(pairs); i += 2 {
		name, ok := pairs[i].(string)
		if !ok {
			return nil, fmt.Errorf("the name of gap %d is not a text", i/2)
		}
		switch v := pairs[i+1].(type) {
		case template.HTML:
			args[name] = v
		default:
			args[name] = foreign(fmt.Sprint(v))
		}
	}
	return args, nil
}

func (l *locale) numberOf(n any) (string, error) {
	v, err := whole(n)
	return l.number(v), err
}

func whole(n any) (int64, error) {
	switch n := n.(type) {
	case int:
		return int64(n), nil
	case int64:
		return n, nil
	case *int64:
		if n != nil {
			return *n, nil
		}
	}
	return 0, fmt.Errorf("%v is not a whole number", n)
}

// withArgs hands a part several values: {{template "x" args "a" .A "b" .B}}.
func withArgs(pairs ...any) (map[string]any, error) {
	out := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		name, ok := pairs[i].(string)
		if !ok {
			return nil, fmt.Errorf("the name of value %d is not a text", i/2)
		}
		out[name] = pairs[i+1]
	}
	return out, nil
}

// asset is a file that pages link.
type asset struct {
	hash   string
	answer *answer
}

// assetKinds are the files that are served, by their ending.
var assetKinds = map[string]string{".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8", ".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8"}

func loadAssets() (map[string]asset, error) {
	out := map[string]asset{}
	keep := func(name string, data []byte) {
		if kind, ok := assetKinds[path.Ext(name)]; ok {
			sum := sha256.Sum256(data)
			out[name] = asset{hex.EncodeToString(sum[:6]), newAnswer(kind, data)}
		}
	}
	files, err := staticFiles.ReadDir("static")
	if err != nil {
		return nil, fmt.Errorf("read the static files: %w", err)
	}
	for _, f := range files {
		data, err := staticFiles.ReadFile("static/" + f.Name())
		if err != nil {
			return nil, fmt.Errorf("read the static files: %w", err)
		}
		keep(f.Name(), data)
	}
	keep("charts.css", []byte(draw.Stylesheet))
	return out, nil
}

// asset sends a file. Its address carries its hash, so it never changes.
func (s *Server) asset(w http.ResponseWriter, r *http.Request) {
	a, ok := s.assets[r.PathValue("name")]
	if !ok {
		s.noSuchPage(w, r)
		return
	}
	a.answer.write(w, r, http.StatusOK)
}
