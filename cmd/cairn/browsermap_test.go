package main

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// A map is panned and its time is chosen with keys, and the address says where
// one is: opened again, it shows the same.
func TestAMapIsPannedByKeyboard(t *testing.T) {
	b := chromium(t, served(t).URL)
	b.size(1280, 1800)
	for _, lang := range []string{"en", "ar"} {
		b.open("/map?lang=" + lang)
		b.until(`document.querySelector("[data-ready]")`)
		axe(b, "/map in "+lang)
		b.keep("map-ready." + lang)
	}
	b.tabTo(".maplibregl-canvas")
	b.press(kb.ArrowRight)
	b.until(`new URLSearchParams(location.search).get("bbox")`)
	box := ask[string](b, `new URLSearchParams(location.search).get("bbox")`)
	for range 4 {
		b.press(kb.ArrowRight)
	}
	b.until(fmt.Sprintf(`new URLSearchParams(location.search).get("bbox") != %s`, quoted(box)))
	b.press("+")
	b.until(`document.querySelector("input[name=bbox]").value == new URLSearchParams(location.search).get("bbox")`)

	ask[any](b, `document.activeElement.blur()`)
	b.press("v")
	b.until(`location.hash == "#table" && document.readyState == "complete" && document.querySelectorAll("[data-item]").length < 3`)
	b.until(`document.querySelector("[data-ready]")`)

	b.press("b")
	b.until(`document.activeElement.name == "from"`)
	ask[any](b, `document.activeElement.blur()`)
	b.press("[")
	b.until(`new URLSearchParams(location.search).get("from") < "2015-09-09" && document.readyState == "complete"`)
	if got := ask[string](b, `new URLSearchParams(location.search).get("bbox")`); got == "" {
		t.Error("choosing a time forgot the view")
	}
	b.press("T")
	b.until(`location.hash == "#table"`)
	b.blameless("the map")
}

// The slider on Tolls goes back in what the record knew, and keeps the focus.
func TestAnAsOfDateIsMovedByKeyboard(t *testing.T) {
	b := chromium(t, served(t).URL)
	b.open("/tolls?by=day")
	now := ask[string](b, `document.querySelector("tbody").innerText`)
	b.press("d")
	b.until(`document.activeElement.id == "as-of"`)
	b.press(kb.Home)
	b.until(`new URLSearchParams(location.search).get("as_of") && document.readyState == "complete" && document.activeElement.id == "as-of"`)
	if then := ask[string](b, `(document.querySelector("tbody") || document.querySelector("main")).innerText`); then == now {
		t.Error("the first entry of the ledger knows what the last does")
	}
	b.press(kb.End)
	b.until(`!new URLSearchParams(location.search).get("as_of") && document.readyState == "complete" && document.activeElement.id == "as-of"`)
	if again := ask[string](b, `document.querySelector("tbody").innerText`); again != now {
		t.Errorf("back in the present the toll reads %q, it read %q", again, now)
	}
	axe(b, "/tolls at the slider")
	b.keep("as-of")
	b.blameless("the slider")
}
