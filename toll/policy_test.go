package toll_test

import (
	"os"
	"strings"
	"testing"

	"cairn"
	"cairn/toll"
)

func TestABadPolicyIsRefusedWithItsLine(t *testing.T) {
	good, err := os.ReadFile("policies/cairn.toml")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ old, new, want string }{
		"a word that is no choice": {`best = "most"`, `best = "mode"`, `line 58: choose.best = "mode": write one of`},
		"a rule that is none":      {`roots = 0`, `root = 0`, `line 18: no rule is called "admit.root"`},
		"no codebook":              {`cites = "Every`, `why2 = "Every`, `no rule is called "why2"`},
		"a scope that adds up":     {`scopes = ["incident"]`, `scopes = ["incident", "cumulative"]`, `scope "cumulative" cannot be admitted`},
		"broken TOML":              {`low = 2000`, `low = = 2000`, `line 54:`},
		"low above high":           {`low = 2000`, "low = 2000\nhigh = 5", `needs a low or a high`},
		"a time that is none":      {`"said", "published"`, `"written"`, `write "said" or "published"`},
	} {
		text := strings.Replace(string(good), c.old, c.new, 1)
		if text == string(good) {
			t.Fatalf("%s: %q is not in the file", name, c.old)
		}
		if _, err := toll.ParsePolicy("mine.toml", []byte(text)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

func TestAPolicyOfOnesOwnAdmitsWhatItSays(t *testing.T) {
	data, err := os.ReadFile("policies/cairn.toml")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(data), `"asserted", "alleged", "claimed", "acknowledged"`, `"asserted", "claimed"`, 1)
	text = strings.Replace(text, `name = "cairn"`, `name = "mine"`, 1)
	mine, err := toll.ParsePolicy("mine.toml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	s := newStory(t)
	s.report("a", "Paper", "2015-09-19", killed("k", "30", bySOHR, stance(cairn.Alleged)), killed("l", "45", by("Civil Defence", "medical")))
	s.incident("i", "2015-09-18", "", "k", "l")
	if got := totals(t, s, toll.Query{Policy: mine}); got != "killed 45, best 45" {
		t.Errorf("toll %s: an allegation is not admitted", got)
	}
	if got := totals(t, s, toll.Query{}); got != "killed 30 to 45, best 30" && got != "killed 30 to 45, best 45" {
		t.Errorf("toll %s", got)
	}
	if got, err := s.index().Toll(toll.Query{Policy: mine}); err != nil || got.Policy != "mine@1" {
		t.Errorf("the toll cites %s, %v", got.Policy, err)
	}
}

func TestOnlyACLEDFillsTheUnsaid(t *testing.T) {
	all, err := toll.Policies()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range all {
		if (p.Bound.Unsaid != nil) != (p.Name == "acled") {
			t.Errorf("policy %s: unsaid %v", p.Name, p.Bound.Unsaid)
		}
	}
}

func TestAPolicyThatIsNotThereIsNamed(t *testing.T) {
	if _, err := toll.PolicyNamed("gtd"); err == nil || !strings.Contains(err.Error(), "use one of acled, airwars, cairn") {
		t.Errorf("error %v", err)
	}
}

func FuzzParsePolicy(f *testing.F) {
	good, err := os.ReadFile("policies/acled.toml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(good))
	f.Add("name = 1")
	f.Add("[[bound.word]]\nsays = \"\"")
	f.Fuzz(func(t *testing.T, s string) {
		if p, err := toll.ParsePolicy("p.toml", []byte(s)); err == nil && (p.Describe() == "" || p.Name == "") {
			t.Error("a policy without a name or words was taken")
		}
	})
}

func FuzzParseCount(f *testing.F) {
	for _, s := range []string{"45", "45+", "40-56", "1,600", "-1", "9223372036854775808", "+", "-"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		q, ok := toll.ParseCount(s)
		if ok && (q.Low == nil || *q.Low < 0 || q.High != nil && *q.High < *q.Low) {
			t.Errorf("%q was read as %+v", s, q)
		}
	})
}
