package web

import (
	"context"
	"net/http/httptest"
	"os/exec"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// BenchmarkMapOfManyInChromium is how long the map of 100,000 incidents takes
// until it can be panned, in a Chromium that draws without a graphics card.
func BenchmarkMapOfManyInChromium(b *testing.B) {
	program, err := exec.LookPath("chromium")
	if err != nil {
		b.Skip("chromium is not installed: ./test.sh installs it on Debian")
	}
	s := httptest.NewServer(manyServer(b, 100_000))
	defer s.Close()
	ctx, stop := chromedp.NewExecAllocator(context.Background(), chromedp.ExecPath(program), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.UserDataDir(b.TempDir()), chromedp.WindowSize(1280, 900), chromedp.WSURLReadTimeout(time.Minute),
		chromedp.Flag("use-gl", "angle"), chromedp.Flag("use-angle", "swiftshader"), chromedp.Flag("enable-unsafe-swiftshader", true))
	defer stop()
	ctx, closeTab := chromedp.NewContext(ctx)
	defer closeTab()
	run := func(expression string) bool {
		ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool](expression))
		return err == nil && ok
	}
	for b.Loop() {
		if err := chromedp.Do(ctx, chromedp.Navigate(s.URL+"/map")); err != nil {
			b.Fatal(err)
		}
		for start := time.Now(); !run(`!!document.querySelector("[data-ready]")`); time.Sleep(10 * time.Millisecond) {
			if time.Since(start) > time.Minute {
				b.Fatal("the map never became ready")
			}
		}
		if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
			b.Fatal(err)
		}
	}
}
