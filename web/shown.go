package web

import (
	"html/template"
	"net/url"
	"slices"
	"strings"

	"cairn/toll"
)

// shown is a page as its template sees it: .V is the screen's own view, the
// rest is what stands around it.
type shown struct {
	*ask
	page
	screen screen
}

// V is the screen's view.
func (s *shown) V() any { return s.view }

// Lang, Dir are of the page.
func (s *shown) Lang() string { return s.lang.Tag }
func (s *shown) Dir() string  { return s.lang.Dir }

// Title names the page in a browser's bar.
func (s *shown) Title() template.HTML {
	if s.about != "" {
		return template.HTML(template.HTMLEscapeString(s.about))
	}
	return own(s.lang.say(s.name+".title", nil))
}

// Screen is the name of the page.
func (s *shown) Screen() string { return s.name }

// menu are the screens that the menu leads to, with the keys of their names.
var menu = []menuEntry{
	{Path: "/", Key: "inbox", Press: "g i"}, {Path: "/claims", Key: "claims", Press: "g c"}, {Path: "/incidents", Key: "incidents", Press: "g n"},
	{Path: "/map", Key: "map", Press: "g m"}, {Path: "/tolls", Key: "tolls", Press: "g t"}, {Path: "/control", Key: "control", Press: "g o"}, {Path: "/checks", Key: "checks", Press: "g k"},
	{Path: "/actors", Key: "actors", Press: "g a"}, {Path: "/places", Key: "places", Press: "g p"}, {Path: "/sources", Key: "sources", Press: "g s"},
	{Path: "/imports", Key: "imports", Press: "g l"}, {Path: "/evidence", Key: "evidence", Press: "g e"},
	{Path: "/queue", Key: "queue", Press: "g q"}, {Path: "/decisions", Key: "decisions", Press: "g d"}, {Path: "/reports/new", Key: "add", Press: "g w"},
}

// menuEntry is a screen of the menu: the key of its name in the catalogue, and
// what to press for it.
type menuEntry struct {
	Path, Key, Press string
	Here             bool
}

// Menu leads to the screens.
func (s *shown) Menu() []menuEntry {
	var out []menuEntry
	for _, m := range menu {
		here := s.path == m.Path || m.Path != "/" && strings.HasPrefix(s.path, m.Path+"/") || m.Path == "/" && strings.HasPrefix(s.path, "/reports/")
		out = append(out, menuEntry{s.To(m.Path), m.Key, m.Press, here})
	}
	return out
}

// To is an address under the policy and the times that this page is under: a
// reader who looks at the past stays there.
func (s *shown) To(path string, pairs ...string) string {
	v := url.Values{}
	for _, name := range numbered {
		if x := s.query.Get(name); x != "" {
			v.Set(name, x)
		}
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			v.Set(pairs[i], pairs[i+1])
		}
	}
	if len(v) == 0 {
		return path
	}
	return path + "?" + v.Encode()
}

// ID is an address of one thing.
func (s *shown) ID(kind, id string) string { return s.To("/" + kind + "/" + url.PathEscape(id)) }

// Here is this page with parameters set, or taken away where a value is empty.
func (s *shown) Here(pairs ...string) string {
	v := url.Values{}
	for name, values := range s.query {
		if name != "after" && name != "lang" && name != "done" {
			v[name] = slices.Clone(values)
		}
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] == "" {
			v.Del(pairs[i])
		} else {
			v.Set(pairs[i], pairs[i+1])
		}
	}
	if len(v) == 0 {
		return s.path
	}
	return s.path + "?" + v.Encode()
}

// Forms are the other forms of this page.
func (s *shown) Forms() []struct{ Name, Path string } {
	var out []struct{ Name, Path string }
	if s.view == nil || s.page.rows == nil && s.page.table == nil && s.page.place == nil && s.name == "problem" {
		return nil
	}
	add := func(form string) {
		p := s.address(s.path, form)
		if q := strings.TrimPrefix(s.Here(), s.path); q != "" {
			p += q
		}
		out = append(out, struct{ Name, Path string }{form, p})
	}
	add(asJSON)
	if s.page.rows != nil || s.page.table != nil {
		add(asCSV)
	}
	if s.page.place != nil {
		add(asGeoJSON)
	}
	return out
}

// Next is the address of the rows that follow.
func (s *shown) Next() string {
	if s.page.next == "" {
		return ""
	}
	return s.Here("after", s.page.next)
}

// Numbers says whether the page shows numbers, for the bar of policy and times.
func (s *shown) Numbers() bool { return s.screen.numbers }

// Shown is under what they were made.
func (s *shown) Shown() Shown { return s.shown }

// Policies are those to choose from.
func (s *shown) Policies() []*toll.Policy {
	list, _ := toll.Policies() // they are tested with the program
	return list
}

// PolicyName is the one chosen.
func (s *shown) PolicyName() string { return s.toll.Policy.Name }

// Past says whether the page is of the past.
func (s *shown) Past() bool { return s.desk != nil && (s.desk.isPast() || s.toll.PublishedBy != "") }

// Languages are the others to read the page in.
func (s *shown) Languages() []*locale {
	return slices.DeleteFunc(slices.Clone(s.server.locales.list), func(l *locale) bool { return l == s.lang })
}

// Kept are the parameters of this page that a form must hand on.
func (s *shown) Kept(but ...string) []struct{ Name, Value string } {
	var out []struct{ Name, Value string }
	for name, values := range s.query {
		if !slices.Contains(but, name) && name != "after" && name != "lang" && name != "done" {
			out = append(out, struct{ Name, Value string }{name, values[0]})
		}
	}
	slices.SortFunc(out, func(a, b struct{ Name, Value string }) int { return strings.Compare(a.Name, b.Name) })
	return out
}
