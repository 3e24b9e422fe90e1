package web

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"cairn/draw"
)

// TestNoPageHasWordsOfItsOwn renders every page in a pseudo-language, whose
// messages all stand in brackets: what is left outside of them is either a
// report's (isolated, or in a language said) or was forgotten.
func TestNoPageHasWordsOfItsOwn(t *testing.T) {
	s := testServer(t)
	pseudo := *s.locales.list[0]
	pseudo.messages = map[string]message{}
	for key, m := range s.locales.list[0].messages {
		out := message{}
		for form, text := range m {
			out[form] = "⟦" + strings.ReplaceAll(text, "{", "⟧{") // a gap is not of the message
			out[form] = strings.ReplaceAll(out[form], "}", "}⟦") + "⟧"
		}
		if strings.HasPrefix(key, "number.") || strings.HasPrefix(key, "language.") {
			out = m
		}
		pseudo.messages[key] = out
	}
	pseudo.Tag, pseudo.plural = "xx", s.locales.list[0].plural
	pseudo.countries, pseudo.charts = bracketed{}, draw.Words{}
	for key, text := range draw.English() {
		pseudo.charts[key] = "⟦" + strings.ReplaceAll(text, "%s", "⟧%s⟦") + "⟧"
	}
	if err := pseudo.parse(s.assets); err != nil {
		t.Fatal(err)
	}
	s.locales.list = []*locale{&pseudo}
	s.locales.match()
	seen := 0
	for _, route := range routes {
		if route.kind != htmlOf || route.method != "GET" || route.code == 301 {
			continue
		}
		doc, err := html.Parse(strings.NewReader(get(t, s, route.path[:min(len(route.path), 200)]).Body.String()))
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range ownWords(doc) {
			t.Errorf("%s: %q is not of the catalogue", route.path[:min(len(route.path), 80)], text)
		}
		seen++
	}
	if seen < 20 {
		t.Errorf("only %d pages were read", seen)
	}
}

// bracketed names countries.
type bracketed struct{}

func (bracketed) Name(v any) string { return "⟦" + fmt.Sprint(v) + "⟧" }

var letters = regexp.MustCompile(`\p{L}{2,}`)

// ownWords are the texts of a page that no message of the catalogue said.
func ownWords(n *html.Node) []string {
	switch {
	case n.Type == html.ElementNode && (slices.Contains([]string{"bdi", "code", "svg", "script", "style", "textarea", "kbd", "title", "pre", "blockquote"}, n.Data) || foreignTo(n)):
		return nil
	case n.Type == html.TextNode:
		rest := regexp.MustCompile(`⟦[^⟧]*⟧`).ReplaceAllString(n.Data, "")
		if letters.MatchString(rest) {
			return []string{strings.TrimSpace(rest)}
		}
		return nil
	}
	var out []string
	for _, a := range n.Attr {
		if slices.Contains([]string{"aria-label", "placeholder", "title", "alt", "data-key-label"}, a.Key) {
			rest := regexp.MustCompile(`⟦[^⟧]*⟧`).ReplaceAllString(a.Val, "")
			if letters.MatchString(rest) {
				out = append(out, a.Key+"="+a.Val)
			}
		}
	}
	for c := range n.ChildNodes() {
		out = append(out, ownWords(c)...)
	}
	return out
}

// foreignTo says whether an element holds words that are not the server's: in
// a language said, a report's own, or not to be translated.
func foreignTo(n *html.Node) bool {
	for _, a := range n.Attr {
		if a.Key == "translate" && a.Val == "no" || a.Key == "lang" && n.Data != "html" || a.Key == "dir" && a.Val == "auto" && n.Data != "input" {
			return true
		}
	}
	return false
}

func TestTheCataloguesSayTheSame(t *testing.T) {
	ls, err := loadLocales()
	if err != nil {
		t.Fatal(err)
	}
	en, ar := ls.list[0], ls.list[1]
	if en.Tag != "en" || ar.Tag != "ar" {
		t.Fatalf("the languages are %s and %s", en.Tag, ar.Tag)
	}
	gap := regexp.MustCompile(`\{[a-z]+\}`)
	for key, m := range en.messages {
		other, ok := ar.messages[key]
		if !ok {
			t.Errorf("ar.toml lacks %s", key)
			continue
		}
		if len(m) > 1 {
			for _, form := range []string{"zero", "one", "two", "few", "many", "other"} {
				if other[form] == "" {
					t.Errorf("ar.toml: %s has no form for %s", key, form)
				}
			}
		}
		want, got := gap.FindAllString(m["other"], -1), gap.FindAllString(other["other"], -1)
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(want, got) {
			t.Errorf("%s: the gaps are %v in English and %v in Arabic", key, want, got)
		}
	}
	for key := range ar.messages {
		if !en.has(key) && !strings.HasPrefix(key, "why.") && !strings.HasPrefix(key, "check.") && !strings.HasPrefix(key, "chart.") {
			t.Errorf("ar.toml has %s, which English has not", key)
		}
	}
}

func TestArabicPluralsAreThoseOfCLDR(t *testing.T) {
	for n, form := range map[int64]string{0: "zero", 1: "one", 2: "two", 3: "few", 10: "few", 11: "many", 99: "many", 100: "other", 101: "other", 102: "other", 103: "few", 111: "many", 1002: "other"} {
		if got := plurals["ar"](n); got != form {
			t.Errorf("%d is %s, wanted %s", n, got, form)
		}
	}
}

// A page reads from either side: styles say where a line begins and ends, never
// left and right.
func TestStylesReadFromEitherSide(t *testing.T) {
	files, err := os.ReadDir("static")
	if err != nil {
		t.Fatal(err)
	}
	sided := regexp.MustCompile(`(?i)(^|[^a-z-])(left|right|(margin|padding|border)-(left|right)[a-z-]*|text-align:\s*(left|right)|float:\s*(left|right))\s*[:;}]`)
	aside := regexp.MustCompile(`/\*(?s:.*?)\*/`)
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".css") || strings.HasPrefix(f.Name(), "maplibre") {
			continue
		}
		data, err := os.ReadFile("static/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		if len(data) > 20_000 {
			t.Errorf("%s has %d bytes: a page's styles stay below 20,000", f.Name(), len(data))
		}
		for i, line := range strings.Split(aside.ReplaceAllString(string(data), ""), "\n") {
			if m := sided.FindString(line); m != "" {
				t.Errorf("%s, line %d: %q", f.Name(), i+1, strings.TrimSpace(m))
			}
		}
	}
}
