package toll

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"cairn"

	"github.com/BurntSushi/toml"
)

//go:embed policies/*.toml
var policyFiles embed.FS

// Policy says how figures are made, in six stages. It is data: a recorder who
// disagrees with a rule writes another file.
type Policy struct {
	Name    string `toml:"name" json:"name"`
	Version int    `toml:"version" json:"version"`
	Title   string `toml:"title" json:"title"`
	Cites   string `toml:"cites" json:"cites"` // the codebook that it follows
	Why     string `toml:"why" json:"why,omitempty"`

	Admit     Admit     `toml:"admit" json:"admit"`
	Voice     Voice     `toml:"voice" json:"voice"`
	Supersede Supersede `toml:"supersede" json:"supersede"`
	Bound     Bound     `toml:"bound" json:"bound"`
	Choose    Choose    `toml:"choose" json:"choose"`
	Grade     Grading   `toml:"grade" json:"grade"`
}

// Admit says which claims count at all.
type Admit struct {
	Scopes   []cairn.Scope  `toml:"scopes" json:"scopes"`
	Stances  []cairn.Stance `toml:"stances" json:"stances"`
	Clarity  []int          `toml:"clarity" json:"clarity,omitempty"` // absent: any
	Parties  string         `toml:"parties" json:"parties"`           // all, no_boasts, none
	Unstated string         `toml:"unstated" json:"unstated"`         // all, alone, primary
	Unnamed  bool           `toml:"unnamed" json:"unnamed"`
	Dissent  bool           `toml:"dissent" json:"dissent"` // only one-report, which cannot see it, admits it
	Roots    int            `toml:"roots" json:"roots"`     // independent roots that an incident needs
	Zero     bool           `toml:"zero" json:"zero"`       // "no casualties" is a number
}

// Voice says what is heard once.
type Voice struct {
	By string `toml:"by" json:"by"` // root, publisher, claim
}

// Supersede says how a voice's later statement replaces its earlier ones.
type Supersede struct {
	By []string `toml:"by" json:"by"` // said, published; absent: nothing is replaced
}

// Bound says what words without bounds of their own mean.
type Bound struct {
	About  string      `toml:"about" json:"about"` // point, open, round, none
	Nearly string      `toml:"nearly" json:"nearly"`
	Word   []WordBound `toml:"word" json:"word,omitempty"`
	Plural *int64      `toml:"plural" json:"plural,omitempty"` // the least that a bare plural means
	// Unsaid is what an incident of killing counts where nobody gives a
	// number. Only ACLED fills it (with 0); cairn's own policies never do.
	Unsaid *int64 `toml:"unsaid" json:"unsaid,omitempty"`
}

// WordBound is what a number word bounds.
type WordBound struct {
	Says string `toml:"says" json:"says"`
	Low  *int64 `toml:"low" json:"low,omitempty"`
	High *int64 `toml:"high" json:"high,omitempty"`
}

// Choose says how low, best and high come out of the voices that stand.
type Choose struct {
	Low    string `toml:"low" json:"low"`   // least, best
	Best   string `toml:"best" json:"best"` // most, majority, least, greatest, latest
	High   string `toml:"high" json:"high"` // greatest, greatest_finite, best
	Open   string `toml:"open" json:"open"` // any, high
	Series string `toml:"series" json:"series,omitempty"`
	// Residual counts what a closed total leaves over after the incidents
	// already itemised (Iraq Body Count's x-entries).
	Residual bool `toml:"residual" json:"residual,omitempty"`
}

// Grading says how much support makes a grade, and which grades are in the
// headline.
type Grading struct {
	Confirmed int      `toml:"confirmed" json:"confirmed"` // roots for a confirmed occurrence; 0: only an admission confirms
	Fair      int      `toml:"fair" json:"fair"`
	Headline  []string `toml:"headline" json:"headline"`
}

// ID names the policy with its version, as every figure cites it.
func (p Policy) ID() string { return fmt.Sprintf("%s@%d", p.Name, p.Version) }

// choices are the words that each field of a policy may hold.
func choices(p *Policy) []struct {
	field, value string
	allowed      []string
} {
	return []struct {
		field, value string
		allowed      []string
	}{
		{"admit.parties", p.Admit.Parties, []string{"all", "no_boasts", "none"}},
		{"admit.unstated", p.Admit.Unstated, []string{"all", "alone", "primary"}},
		{"voice.by", p.Voice.By, []string{"root", "publisher", "claim"}},
		{"bound.about", p.Bound.About, []string{"point", "open", "round", "none"}},
		{"bound.nearly", p.Bound.Nearly, []string{"point", "open", "round", "none"}},
		{"choose.low", p.Choose.Low, []string{"least", "best"}},
		{"choose.best", p.Choose.Best, []string{"most", "majority", "least", "greatest", "latest"}},
		{"choose.high", p.Choose.High, []string{"greatest", "greatest_finite", "best"}},
		{"choose.open", p.Choose.Open, []string{"any", "high"}},
		{"choose.series", p.Choose.Series, []string{"", "alone"}},
	}
}

// ParsePolicy reads a policy file. What it does not know it refuses, with the
// line, because a mistyped rule would silently be no rule.
func ParsePolicy(name string, data []byte) (*Policy, error) {
	var p Policy
	meta, err := toml.Decode(string(data), &p)
	if err != nil {
		var at toml.ParseError
		if errors.As(err, &at) {
			return nil, fmt.Errorf("policy %s line %d: %s", name, at.Position.Line, at.Message)
		}
		return nil, fmt.Errorf("policy %s: %w", name, err)
	}
	if extra := meta.Undecoded(); len(extra) > 0 {
		return nil, fmt.Errorf("policy %s line %d: no rule is called %q: see docs/policies.md for those that are", name, lineOf(data, extra[0].String()), extra[0])
	}
	if p.Name == "" || p.Version < 1 || p.Cites == "" {
		return nil, fmt.Errorf("policy %s: name, version (1 or more) and cites must be set, because every figure cites them", name)
	}
	for _, c := range choices(&p) {
		if !slices.Contains(c.allowed, c.value) {
			return nil, fmt.Errorf("policy %s line %d: %s = %q: write one of %s", name, lineOf(data, c.field), c.field, c.value, quoted(c.allowed))
		}
	}
	for _, by := range p.Supersede.By {
		if by != "said" && by != "published" {
			return nil, fmt.Errorf("policy %s line %d: supersede.by holds %q: write \"said\" or \"published\"", name, lineOf(data, "supersede.by"), by)
		}
	}
	for _, s := range p.Admit.Scopes {
		if s != cairn.ScopeIncident {
			return nil, fmt.Errorf("policy %s line %d: scope %q cannot be admitted: only \"incident\" adds up; see choose.series and choose.residual", name, lineOf(data, "admit.scopes"), s)
		}
	}
	for _, w := range p.Bound.Word {
		if w.Says == "" || w.Low == nil && w.High == nil || w.Low != nil && w.High != nil && *w.Low > *w.High {
			return nil, fmt.Errorf("policy %s line %d: bound.word %q needs a low or a high, low not above high", name, lineOf(data, "bound.word"), w.Says)
		}
	}
	return &p, nil
}

// lineOf finds the line on which a dotted key is set, for an error message.
func lineOf(data []byte, key string) int {
	parts := strings.Split(key, ".")
	last, section := parts[len(parts)-1], strings.Join(parts[:len(parts)-1], ".")
	in, found := "", 0
	for i, line := range strings.Split(string(data), "\n") {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "[") {
			in = strings.Trim(line, "[] ")
			if in == key {
				return i + 1
			}
			if in == section {
				found = i + 1
			}
		}
		if name, _, ok := strings.Cut(line, "="); ok && in == section && strings.TrimSpace(name) == last {
			return i + 1
		}
	}
	return max(found, 1)
}

func quoted(words []string) string {
	var out []string
	for _, w := range words {
		if w != "" {
			out = append(out, `"`+w+`"`)
		}
	}
	return strings.Join(out, ", ")
}

var builtin = sync.OnceValues(func() ([]*Policy, error) {
	names, err := fs.Glob(policyFiles, "policies/*.toml")
	if err != nil {
		return nil, fmt.Errorf("list the built-in policies: %w", err)
	}
	var out []*Policy
	for _, name := range names {
		data, err := policyFiles.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read the built-in policy %s: %w", name, err)
		}
		p, err := ParsePolicy(name, data)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b *Policy) int { return strings.Compare(a.Name, b.Name) })
	return out, nil
})

// Policies lists the policies that come with cairn, by name.
func Policies() ([]*Policy, error) { return builtin() }

// DefaultPolicy is the name of the policy used where none is asked for.
const DefaultPolicy = "cairn"

// PolicyNamed returns a built-in policy; "" is the default.
func PolicyNamed(name string) (*Policy, error) {
	if name == "" {
		name = DefaultPolicy
	}
	all, err := builtin()
	if err != nil {
		return nil, err
	}
	var names []string
	for _, p := range all {
		if p.Name == name || p.ID() == name {
			return p, nil
		}
		names = append(names, p.Name)
	}
	return nil, fmt.Errorf("there is no policy %q: use one of %s, or the path of a policy file", name, strings.Join(names, ", "))
}
