package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"cairn/web"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// The web app in a real Chromium, over a record of the example reports: every
// screen in both languages for accessibility, and every flow with the keyboard
// alone. CAIRN_SCREENS names a folder for pictures.

// served is a server over a new record of the examples.
func served(t *testing.T) *httptest.Server {
	t.Helper()
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	a := &app{in: strings.NewReader(""), out: &bytes.Buffer{}, err: &bytes.Buffer{}, env: os.Getenv,
		now: func() time.Time { now = now.Add(time.Second); return now }, record: filepath.Join(t.TempDir(), "record")}
	ctx, stop := context.WithCancel(context.Background())
	r, err := a.open(ctx, true)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := (&demoCmd{}).fill(ctx, a, r); err != nil {
		t.Fatal(err)
	}
	return serveRecord(t, ctx, stop, a, r)
}

// first is the id of the first thing of a list.
func first(b *tab, list, field string) string {
	b.Helper()
	return ask[string](b, fmt.Sprintf(`fetch(%s).then(r => r.json()).then(v => v[%s][0].id)`, quoted(list), quoted(field)))
}

// linked are pages that only a link with parameters leads to, with a page that has one.
var linked = map[string]string{"/tolls/cell": "/tolls", "/imports/file": "/imports"}

// screens are the pages to look at.
func screens(b *tab) []string {
	b.open("/incidents")
	incident := first(b, "/incidents.json", "incidents")
	claim := ask[string](b, fmt.Sprintf(`fetch("/incidents/%s.json").then(r => r.json()).then(v => v.claims[0].id)`, incident))
	report := ask[string](b, fmt.Sprintf(`fetch("/incidents/%s.json").then(r => r.json()).then(v => v.claims[0].report)`, incident))
	var out []string
	for _, p := range web.Pages() {
		if from, ok := linked[p]; ok { // a page that its parameters make
			b.open(from)
			p = ask[string](b, fmt.Sprintf(`(a => a.pathname + a.search)(document.querySelector("a[href^='%s']"))`, p))
		}
		p = strings.NewReplacer("/incidents/{id}", "/incidents/"+incident, "/claims/{id}", "/claims/"+claim, "/reports/{id}", "/reports/"+report).Replace(p)
		if strings.Contains(p, "{a}") {
			other := ask[string](b, fmt.Sprintf(`fetch("/incidents/%s.json").then(r => r.json()).then(v => v.claims[1].id)`, incident))
			p = strings.NewReplacer("{a}", claim, "{b}", other).Replace(p)
		}
		if !strings.Contains(p, "{") {
			out = append(out, p)
		}
	}
	return append(out, "/no/such/page", "/incidents?grade=splendid")
}

// axe runs the accessibility rules of WCAG 2.2 AA over the page.
func axe(b *tab, where string) {
	b.Helper()
	if !ask[bool](b, "!!window.axe") {
		data, err := os.ReadFile("testdata/axe/axe.min.js")
		if err != nil {
			b.Fatal(err)
		}
		ask[any](b, string(data)+"\n;1")
	}
	for _, v := range ask[[]string](b, `axe.run(document, {runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}})
		.then(r => r.violations.map(v => v.id + ": " + v.help + ": " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 200)).join(" | ")))`) {
		b.Errorf("%s: %s", where, v)
	}
}

func TestEveryScreenIsAccessibleInBothLanguages(t *testing.T) {
	b := chromium(t, served(t).URL)
	for _, path := range screens(b) {
		for _, lang := range []string{"en", "ar"} {
			mark := "?"
			if strings.Contains(path, "?") {
				mark = "&"
			}
			b.failed = path == "/no/such/page" || strings.Contains(path, "splendid")
			where := path + mark + "lang=" + lang
			b.open(where)
			if got := ask[string](b, "document.documentElement.lang + ' ' + document.documentElement.dir"); got != map[string]string{"en": "en ltr", "ar": "ar rtl"}[lang] {
				b.Errorf("%s is %s", where, got)
			}
			axe(b, where)
			b.blameless(where)
			b.keep(strings.Trim(strings.NewReplacer("/", "-", "?", "-", "&", "-", "=", "-").Replace(path), "-") + "." + lang)
		}
	}
}

// At 400 % zoom a window of 1280 pixels is 320 wide: nothing may need scrolling
// sideways but tables and charts in their own boxes.
func TestScreensFitANarrowWindow(t *testing.T) {
	b := chromium(t, served(t).URL)
	b.size(320, 900)
	for _, path := range screens(b) {
		b.failed = true
		b.open(path)
		if over := ask[float64](b, "document.documentElement.scrollWidth - document.documentElement.clientWidth"); over > 1 {
			b.Errorf("%s is %.0f pixels wider than the window", path, over)
			b.keep("narrow" + strings.ReplaceAll(path, "/", "-"))
		}
	}
}

// named gives the browser a name to decide under, by the form that asks for it.
func named(b *tab) {
	b.Helper()
	b.until(`document.querySelector("input[name=by]")`)
	b.press("R. Reviewer\r")
}

func TestAClaimIsAcceptedRejectedAndTakenBackByKeyboard(t *testing.T) {
	b := chromium(t, served(t).URL)
	b.open("/incidents")
	b.open("/incidents/" + first(b, "/incidents.json", "incidents"))
	b.press("j") // the first card
	b.until(`document.activeElement.matches("[data-item], [data-item] *")`)
	b.press("a")
	b.failed = true // it asks for a name first
	named(b)
	b.until(`document.querySelector(".done")`)
	b.failed = false
	b.until(`document.querySelector(".decided-confirm")`)
	b.press("u")
	b.until(`document.querySelector(".done") && !document.querySelector(".decided-confirm")`)
	b.press("j")
	card := ask[string](b, `document.activeElement.closest("[data-item]").id`)
	b.press("x") // it is of no incident any more
	b.until(`document.querySelector(".done") && !document.getElementById(` + quoted(card) + `)`)
	b.press("u")
	b.until(`document.getElementById(` + quoted(card) + `)`)
	b.blameless("a claim")
}

func TestALinkIsDecidedByKeyboard(t *testing.T) {
	b := chromium(t, served(t).URL)
	b.open("/queue")
	left := ask[string](b, `document.querySelector(".tally").textContent`)
	if ask[bool](b, `!!document.querySelector(".waterfall")`) {
		b.Error("the queue shows what the linker thinks before anybody has answered")
	}
	b.keep("queue-blind")
	b.press("n")
	b.failed = true
	named(b)
	b.until(`document.querySelector(".waterfall")`)
	b.failed = false
	b.keep("queue-answered")
	b.press("\r")
	b.until(`location.pathname == "/queue"`)
	if now := ask[string](b, `document.querySelector(".tally").textContent`); now == left {
		b.Errorf("the tally still says %q", now)
	}
	b.blameless("the queue")
}

func TestAMergeIsUndoneByKeyboard(t *testing.T) {
	b := chromium(t, served(t).URL)
	b.open("/incidents")
	ids := ask[[]string](b, `fetch("/incidents.json").then(r => r.json()).then(v => v.incidents.map(i => i.id))`)
	b.open("/incidents/" + ids[0] + "/merge?with=" + ids[1])
	b.keep("merge")
	b.press("m")
	b.failed = true
	named(b)
	b.until(`document.querySelector(".done")`)
	b.failed = false
	after := ask[[]string](b, `fetch("/incidents.json").then(r => r.json()).then(v => v.incidents.map(i => i.id))`)
	if len(after) != len(ids)-1 {
		b.Errorf("%d incidents after the merge of two among %d", len(after), len(ids))
	}
	b.press("u")
	b.until(`document.querySelector(".done") && document.querySelector(".done button") == null || true`)
	b.until(fmt.Sprintf(`fetch("/incidents.json").then(r => r.json()).then(v => window.n = v.incidents.length), window.n == %d`, len(ids)))
	back := ask[[]string](b, `fetch("/incidents.json").then(r => r.json()).then(v => v.incidents.map(i => i.id))`)
	slices.Sort(ids)
	slices.Sort(back)
	if !slices.Equal(ids, back) {
		b.Errorf("after the undo: %v, before: %v", back, ids)
	}
	b.blameless("a merge")
}

func TestAReportIsAddedByKeyboard(t *testing.T) {
	b := chromium(t, served(t).URL)
	b.open("/")
	b.press("g")
	b.press("w")
	b.until(`location.pathname == "/reports/new"`)
	b.tabTo("textarea[name=text]")
	b.press("Gunmen shot dead twelve villagers in Saraqib on Friday, the Observatory said.")
	b.press("\t")
	b.press("2015-09-19")
	b.press("\t")
	b.press("Example Post\r")
	b.until(`/^.reports.r-/.test(location.pathname) && document.readyState == "complete"`)
	b.blameless("a report")
}

// A claim that the program did not see: the words are selected in the text with
// the arrow keys, and the claim keeps exactly those bytes.
func TestAClaimIsMadeFromASelectionByKeyboard(t *testing.T) {
	b := chromium(t, served(t).URL)
	b.open("/reports/new")
	b.tabTo("textarea[name=text]")
	b.press("The café — كفر — was hit. Nobody counted the dead.")
	b.tabTo("form.add button")
	b.press("\r")
	b.until(`document.querySelector("#report-text") && document.readyState == "complete"`)
	report := strings.TrimPrefix(b.where(), "/reports/")
	b.tabTo("#report-text")
	for range 3 {
		b.press(kb.ArrowRight)
	}
	for range 3 {
		b.press(kb.ArrowRight, chromedp.KeyModifiers(chromedp.ModifierShift))
	}
	quote := ask[string](b, `document.getSelection().toString()`)
	b.keep("selection")
	if strings.TrimSpace(quote) == "" {
		b.Fatal("nothing is selected")
	}
	b.tabTo("#newclaim [data-selection-button]")
	b.press("\r")
	b.failed = true
	named(b)
	b.until(`document.querySelector(".done")`)
	got := ask[string](b, fmt.Sprintf(`fetch("/reports/%s.json").then(r => r.json()).then(v => v.claims.filter(c => c.rule == "person")[0].quote)`, report))
	if got != quote {
		b.Errorf("the claim's words are %q, selected were %q", got, quote)
	}
	b.blameless("a selection")
}
