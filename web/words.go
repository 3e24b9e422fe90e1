package web

import (
	"cmp"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"path"
	"slices"
	"strings"

	"cairn/draw"

	"github.com/BurntSushi/toml"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

//go:embed words/*.toml
var wordFiles embed.FS

// message is one entry of the catalogue: its forms, by the plural category of
// the number that it tells of; "other" alone where it tells of none.
type message map[string]string

// locale is one language of the server with its templates.
type locale struct {
	Tag       string
	Dir       string
	Name      string // in itself
	messages  map[string]message
	plural    func(n int64) string
	templates map[string]*template.Template
	charts    draw.Words
	countries display.Namer
}

// locales are the languages that the server speaks, English first.
type locales struct {
	list    []*locale
	matcher language.Matcher
}

// plurals are the rules of CLDR for whole numbers.
var plurals = map[string]func(int64) string{
	"en": func(n int64) string {
		if n == 1 {
			return "one"
		}
		return "other"
	},
	"ar": func(n int64) string {
		switch r := n % 100; {
		case n == 0:
			return "zero"
		case n == 1:
			return "one"
		case n == 2:
			return "two"
		case r >= 3 && r <= 10:
			return "few"
		case r >= 11:
			return "many"
		}
		return "other"
	},
}

// loadLocales reads the catalogue.
func loadLocales() (*locales, error) {
	files, err := wordFiles.ReadDir("words")
	if err != nil {
		return nil, fmt.Errorf("read the catalogue: %w", err)
	}
	ls := &locales{}
	for _, f := range files { // in the order of their names: en.review.toml, en.toml
		data, err := wordFiles.ReadFile("words/" + f.Name())
		if err != nil {
			return nil, fmt.Errorf("read the catalogue: %w", err)
		}
		tag, _, _ := strings.Cut(path.Base(f.Name()), ".")
		i := slices.IndexFunc(ls.list, func(l *locale) bool { return l.Tag == tag })
		if i < 0 {
			i = len(ls.list)
			ls.list = append(ls.list, &locale{Tag: tag, messages: map[string]message{}, plural: plurals[tag]})
		}
		if err := ls.list[i].read(data); err != nil {
			return nil, fmt.Errorf("read the words in %s: %w", f.Name(), err)
		}
	}
	for _, l := range ls.list {
		l.settle()
	}
	slices.SortFunc(ls.list, func(a, b *locale) int { return cmp.Compare(b.Tag, a.Tag) }) // the first is who is not understood
	ls.match()
	return ls, nil
}

func (ls *locales) match() {
	var tags []language.Tag
	for _, l := range ls.list {
		tags = append(tags, language.Make(l.Tag))
	}
	ls.matcher = language.NewMatcher(tags)
}

// read adds one file of words.
func (l *locale) read(data []byte) error {
	var tree map[string]any
	if err := toml.Unmarshal(data, &tree); err != nil {
		return err
	}
	return l.gather("", tree)
}

// settle lays out what is asked of the words of every file.
func (l *locale) settle() {
	l.countries = countries(l.Tag)
	l.charts = draw.English()
	for key := range l.charts {
		if m, ok := l.messages["chart."+strings.ReplaceAll(key, ".", "_")]; ok {
			l.charts[key] = m["other"]
		}
	}
	l.Dir, l.Name = l.say("language.direction", nil), l.say("language.name", nil)
}

// gather flattens tables to keys: [a.b] c = "..." is a.b.c. A table of plural
// forms is one message.
func (l *locale) gather(prefix string, tree map[string]any) error {
	for name, v := range tree {
		key := strings.TrimPrefix(prefix+"."+name, ".")
		switch v := v.(type) {
		case string:
			l.messages[key] = message{"other": v}
		case map[string]any:
			if !isPlural(v) {
				if err := l.gather(key, v); err != nil {
					return err
				}
				continue
			}
			m := message{}
			for form, text := range v {
				m[form] = fmt.Sprint(text)
			}
			l.messages[key] = m
		default:
			return fmt.Errorf("%s: neither a text nor a table of texts", key)
		}
	}
	return nil
}

// isPlural says whether a table is one message in several forms.
func isPlural(table map[string]any) bool {
	for form := range table {
		if !slices.Contains([]string{"zero", "one", "two", "few", "many", "other"}, form) {
			return false
		}
	}
	_, ok := table["other"]
	return ok
}

// say is a message with its gaps filled: {name} is args["name"].
func (l *locale) say(key string, args map[string]string) string {
	return fill(l.message(key)["other"], args)
}

// message finds a key. A key that is missing shows itself: tests find it.
func (l *locale) message(key string) message {
	if m, ok := l.messages[key]; ok {
		return m
	}
	return message{"other": "[" + key + "]"}
}

func fill(text string, args map[string]string) string {
	if len(args) == 0 || !strings.Contains(text, "{") {
		return text
	}
	pairs := make([]string, 0, 2*len(args))
	for name, v := range args {
		pairs = append(pairs, "{"+name+"}", v)
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// of is the language of a request: asked for, remembered, or accepted.
func (ls *locales) of(r *http.Request) *locale {
	wanted := []string{r.URL.Query().Get("lang")}
	if c, err := r.Cookie("lang"); err == nil {
		wanted = append(wanted, c.Value)
	}
	for _, w := range wanted {
		for _, l := range ls.list {
			if l.Tag == w {
				return l
			}
		}
	}
	_, i := language.MatchStrings(ls.matcher, r.Header.Get("Accept-Language"))
	return ls.list[i]
}

// number writes a whole number.
func (l *locale) number(n int64) string {
	s := fmt.Sprint(n)
	sign := ""
	if s[0] == '-' {
		sign, s = "\u2212", s[1:]
	}
	between := l.say("number.group", nil)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + between + s[i:]
	}
	return sign + s
}
