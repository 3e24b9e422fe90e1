package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"cairn"
	"cairn/read"
	"cairn/record"
	"cairn/web"
)

// hostileTexts are testdata/hostile.list with its escapes read.
func hostileTexts(t *testing.T) []string {
	t.Helper()
	data, err := os.ReadFile("testdata/hostile.list")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		for {
			before, after, ok := strings.Cut(line, `\u`)
			if !ok || len(after) < 4 {
				break
			}
			n, err := strconv.ParseUint(after[:4], 16, 32)
			if err != nil {
				break
			}
			line = before + string(rune(n)) + after[4:]
		}
		out = append(out, line)
	}
	return out
}

// hostileRecord has every such text in every field that people or reports fill.
func hostileRecord(t *testing.T, texts []string) *httptest.Server {
	t.Helper()
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	a := &app{in: strings.NewReader(""), out: &bytes.Buffer{}, err: &bytes.Buffer{}, env: os.Getenv,
		now: func() time.Time { now = now.Add(time.Second); return now }, record: filepath.Join(t.TempDir(), "record")}
	ctx, stop := context.WithCancel(context.Background())
	r, err := a.open(ctx, true)
	if err != nil {
		t.Fatal(err)
	}
	for i, text := range texts {
		doc := read.Document{Report: cairn.Report{Date: "2015-09-19", Publisher: text, Agency: text, Title: text, URL: text,
			Text: fmt.Sprintf("Gunmen shot dead %d villagers in Saraqib on Friday, %s said. %s", 20+i, text, text)}, Original: fmt.Appendf(nil, "%d %s", i, text), Name: text}
		added, err := r.Add(ctx, incoming(doc))
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range []cairn.Decision{
			{Verdict: cairn.Register, Targets: []string{text}, Fields: map[string]string{"type": text, "licence": text}},
			{Verdict: cairn.Confirm, Targets: []string{added.ID}},
		} {
			d.By, d.Reason = text, text
			if _, err := r.Decide(ctx, d); err != nil {
				t.Fatal(err)
			}
		}
		for _, c := range added.Coded.Claims {
			d := cairn.Decision{Verdict: cairn.Correct, Targets: []string{c.ID}, By: text, Reason: text, Fields: map[string]string{"perpetrator": text, "victims.group": text, "place": text}}
			if _, err := r.Decide(ctx, d); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, err := r.Relink(ctx); err != nil {
		t.Fatal(err)
	}
	return serveRecord(t, ctx, stop, a, r)
}

// serveRecord serves a record until the test ends.
func serveRecord(t *testing.T, ctx context.Context, stop func(), a *app, r *record.Record) *httptest.Server {
	t.Helper()
	options, err := a.webOptions(r)
	if err != nil {
		t.Fatal(err)
	}
	options.Failed = func(err error) { t.Errorf("inside: %v", err) }
	handler, err := web.New(ctx, options)
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(handler)
	t.Cleanup(func() {
		s.Close()
		stop()
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// foreignElements are what no page of ours has: a text has become markup.
const foreignElements = `[...document.querySelectorAll("iframe, object, embed, video, audio, base, marquee, template, math, style, img, [onload], [onerror], [onclick], [onfocus], [onmouseover], [ontoggle], [style], meta[http-equiv], a[href^='javascript:' i], a[href^='data:' i], script:not([src^='/static/'])")]
	.filter(e => !e.closest(".map-stage")).map(e => e.outerHTML.slice(0, 160))`

// Whatever a report or a person writes stays a text: nothing runs, nothing is
// loaded, nothing becomes an element, nothing leaves its box.
func TestHostileTextsStayTexts(t *testing.T) {
	texts := hostileTexts(t)
	if len(texts) < 60 {
		t.Fatalf("only %d texts", len(texts))
	}
	b := chromium(t, hostileRecord(t, texts).URL)
	pages := screens(b)
	for _, text := range texts {
		pages = append(pages, "/search?q="+url.QueryEscape(text))
	}
	for _, text := range texts[:12] {
		pages = append(pages, "/sources/"+url.PathEscape(text), "/actors/"+url.PathEscape(text))
	}
	for _, p := range pages {
		b.failed = true // some of these are names that nothing has
		b.open(p)
		for _, e := range ask[[]string](b, foreignElements) {
			b.Errorf("%s: %s", p, e)
		}
		if over := ask[float64](b, "document.documentElement.scrollWidth - document.documentElement.clientWidth"); over > 1 {
			b.Errorf("%s: a text makes the page %.0f pixels wider than the window", p, over)
		}
		b.blameless(p)
	}
}
