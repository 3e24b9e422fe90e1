package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// tab is one tab of a real Chromium, opened on a server of this test program.
// What a page may never do is watched while it is open: ask another host for
// anything, run what a text says, or break its content security policy.
type tab struct {
	*testing.T
	ctx  context.Context
	base string

	mu     sync.Mutex
	faults []string
	failed bool // an answer of 400 and more is what the test is about
}

// chromium starts a browser of its own, with an empty profile, and opens a tab.
func chromium(t *testing.T, base string) *tab {
	t.Helper()
	if raceDetector {
		t.Skip("pages are looked at without the race detector: ./test.sh does both")
	}
	program, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("chromium is not installed: ./test.sh installs it on Debian")
	}
	flags := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(program), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.UserDataDir(t.TempDir()), chromedp.WindowSize(1280, 900), chromedp.WSURLReadTimeout(time.Minute),
		// WebGL without a graphics card, for the map.
		chromedp.Flag("use-gl", "angle"), chromedp.Flag("use-angle", "swiftshader"), chromedp.Flag("enable-unsafe-swiftshader", true),
	}
	for _, off := range []string{"disable-quic", "disable-background-networking", "disable-component-update", "disable-sync", "disable-dev-shm-usage"} {
		flags = append(flags, chromedp.Flag(off, true))
	}
	ctx, stop := chromedp.NewExecAllocator(context.Background(), flags...)
	ctx, closeTab := chromedp.NewContext(ctx)
	t.Cleanup(func() {
		closeTab()
		stop()
	})
	b := &tab{T: t, ctx: ctx, base: base}
	if err := chromedp.Listen(ctx, b.watch); err != nil {
		t.Fatalf("start chromium: %v", err)
	}
	for _, err := range []error{
		second(chromedp.Call(ctx, network.Enable, network.EnableParams{})),
		second(chromedp.Call(ctx, log.Enable, cdp.Empty{})),
	} {
		if err != nil {
			t.Fatalf("watch chromium: %v", err)
		}
	}
	return b
}

func second[T any](_ T, err error) error { return err }

// watch notes what no page of ours may do.
func (b *tab) watch(event any) {
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if u, err := url.Parse(e.Request.URL); err == nil && u.Host != "" && !strings.HasPrefix(e.Request.URL, b.base) {
			b.fault("asked another host: %s", e.Request.URL)
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError && !(b.failed && e.Entry.Source == log.EntrySourceNetwork) {
			b.fault("log: %s %s", e.Entry.Text, e.Entry.URL)
		}
	case *runtime.EventExceptionThrown:
		b.fault("script: %s", e.ExceptionDetails.Text)
	case *page.EventJavascriptDialogOpening:
		b.fault("a text opened a dialog: %s", e.Message)
	}
}

func (b *tab) fault(format string, args ...any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.faults = append(b.faults, fmt.Sprintf(format, args...))
}

// blameless fails the test for what was noted since the last call.
func (b *tab) blameless(where string) {
	b.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, f := range b.faults {
		b.Errorf("%s: %s", where, f)
	}
	b.faults = nil
}

// open goes to a page and waits until it is loaded.
func (b *tab) open(path string) {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, time.Minute)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Navigate(b.base+path)); err != nil {
		b.Fatalf("open %s: %v", path, err)
	}
}

// ask evaluates an expression in the page.
func ask[T any](b *tab, expression string) T {
	b.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.Fatalf("%s: %v", expression, err)
	}
	return v
}

// until waits for an expression to become true.
func (b *tab) until(expression string) {
	b.Helper()
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		if ok, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool]("!!("+expression+")")); err == nil && ok {
			return
		}
		if time.Now().After(deadline) {
			b.keep("failed")
			b.Fatalf("never came true on %s: %s", b.where(), expression)
		}
	}
}

func (b *tab) where() string {
	return strings.TrimPrefix(ask[string](b, "location.href"), b.base)
}

// press types keys as a person does, with no element chosen by the test.
func (b *tab) press(keys string, opts ...chromedp.KeyOption) {
	b.Helper()
	b.until(`document.readyState == "complete"`) // the page's scripts have run
	if err := chromedp.Do(b.ctx, chromedp.KeyEvent(keys, opts...)); err != nil {
		b.Fatalf("press %q: %v", keys, err)
	}
}

// tabTo presses Tab until an element that matches has the focus.
func (b *tab) tabTo(selector string) {
	b.Helper()
	for range 400 {
		b.press("\t")
		if ask[bool](b, "document.activeElement.matches("+quoted(selector)+")") {
			return
		}
	}
	b.keep("failed")
	b.Fatalf("no Tab reaches %s on %s", selector, b.where())
}

// size sets the window, in CSS pixels.
func (b *tab) size(width, height int64) {
	b.Helper()
	if err := second(chromedp.Call(b.ctx, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: height, DeviceScaleFactor: 1})); err != nil {
		b.Fatalf("set the window's size: %v", err)
	}
}

// keep writes a picture of the page into the folder that CAIRN_SCREENS names.
func (b *tab) keep(name string) {
	b.Helper()
	dir := os.Getenv("CAIRN_SCREENS")
	if dir == "" {
		return
	}
	b.until(`document.readyState == "complete"`)
	png, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
	if err == nil {
		err = os.MkdirAll(dir, 0o755)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644)
	}
	if err != nil {
		b.Errorf("keep a picture of %s: %v", name, err)
	}
}

func quoted(s string) string {
	data, _ := json.Marshal(s) // a string is always JSON
	return string(data)
}
