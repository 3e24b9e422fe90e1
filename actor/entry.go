package actor

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"cairn"
)

// entry is an actor as a data file states it, before countries are filled in
// and aliases are spelled out.
type entry struct {
	actor   Actor
	aliases []aliasLine
	where   string // file:line
}

// aliasLine is one line of names under an entry with what holds for them.
type aliasLine struct {
	names     []string
	period    cairn.Period
	intro     bool // only once the report has named the actor in full
	metonym   bool // a place or building that stands for the actor
	adjective bool // a country's adjective
	local     bool // a pattern's name without a country: whose it is, the report tells
	word      bool // also an ordinary word: not to be trusted in capitals
	main      bool // the one meant where a report does not say which
	instead   bool // names entries made from patterns that this one takes the place of
	where     string
}

// A DataError is a line of a data file that cannot be read.
type DataError struct {
	File string
	Line int
	What string
}

func (e *DataError) Error() string {
	return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.What)
}

// parseEntries reads a data file of actors. See data/syria.txt for the form.
func parseEntries(file string, r io.Reader) ([]entry, error) {
	var entries []entry
	vocabulary := cairn.Vocabulary()
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 0, 1<<16), 1<<20)
	number := 0
	fail := func(format string, args ...any) error {
		return &DataError{file, number, fmt.Sprintf(format, args...)}
	}
	for lines.Scan() {
		number++
		line := lines.Text()
		trimmed := strings.TrimSpace(line)
		if trimmed == "" || trimmed[0] == '#' {
			continue
		}
		where := fmt.Sprintf("%s:%d", file, number)
		if line[0] != ' ' && line[0] != '\t' {
			a, err := parseActor(trimmed, vocabulary)
			if err != nil {
				return nil, fail("%v", err)
			}
			entries = append(entries, entry{actor: a, where: where})
			continue
		}
		if len(entries) == 0 {
			return nil, fail("names before the first actor: start an actor at the beginning of a line")
		}
		names, err := parseAliases(trimmed)
		if err != nil {
			return nil, fail("%v", err)
		}
		names.where = where
		last := &entries[len(entries)-1]
		last.aliases = append(last.aliases, names)
	}
	if err := lines.Err(); err != nil {
		number++
		return nil, fail("%v", err)
	}
	return entries, nil
}

// parseActor reads "Name | types | source | countries | active | parents".
func parseActor(line string, vocabulary map[string][]cairn.Term) (Actor, error) {
	columns := strings.Split(line, "|")
	if len(columns) > 6 {
		return Actor{}, fmt.Errorf("%d columns: name | types | source | countries | active | parents are six", len(columns))
	}
	column := func(i int) string {
		if i >= len(columns) {
			return ""
		}
		if s := strings.TrimSpace(columns[i]); s != "-" {
			return s
		}
		return ""
	}
	a := Actor{Name: column(0), Source: column(2)}
	if a.Name == "" {
		return Actor{}, fmt.Errorf("an actor without a name")
	}
	var err error
	if column(1) == "person" {
		a.Person = true
	} else if a.Types, err = parseDated(column(1)); err != nil {
		return Actor{}, err
	}
	for _, t := range a.Types {
		if !known(vocabulary["actor.type"], t.Value) {
			return Actor{}, fmt.Errorf("%q is not a type of actor", t.Value)
		}
	}
	if a.Source != "" && !known(vocabulary["attribution.type"], a.Source) {
		return Actor{}, fmt.Errorf("%q is not a type of source", a.Source)
	}
	for _, c := range strings.Fields(column(3)) {
		if len(c) != 2 && c != "{iso}" || strings.ToUpper(c) != c && c != "{iso}" {
			return Actor{}, fmt.Errorf("%q is not a country code of two capitals", c)
		}
		a.Countries = append(a.Countries, c)
	}
	if a.Active, err = parsePeriod(column(4)); err != nil {
		return Actor{}, err
	}
	a.Parents, err = parseDated(column(5))
	return a, err
}

func known(list []cairn.Term, value string) bool {
	for _, term := range list {
		if term.Value == value {
			return true
		}
	}
	return false
}

// parseDated reads "rebel_group 2012/2016-07-28; government 2024-12-08/".
func parseDated(s string) ([]Dated, error) {
	var out []Dated
	for _, part := range strings.Split(s, ";") {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		d := Dated{Value: part}
		if i := strings.LastIndexByte(part, ' '); i >= 0 && strings.Contains(part[i:], "/") {
			period, err := parsePeriod(part[i+1:])
			if err != nil {
				return nil, err
			}
			d = Dated{Value: strings.TrimSpace(part[:i]), Period: period}
		}
		out = append(out, d)
	}
	return out, nil
}

// parsePeriod reads "2012/2016-07-28", "2012/" or "/1992"; a year or a month
// stands for its first day on the left and its last on the right.
func parsePeriod(s string) (cairn.Period, error) {
	if s == "" {
		return cairn.Period{}, nil
	}
	from, to, ok := strings.Cut(s, "/")
	if !ok {
		return cairn.Period{}, fmt.Errorf("period %q: write from/to, either may be left out", s)
	}
	var p cairn.Period
	var err error
	if p.Start, err = edge(from, "-01-01", false); err != nil {
		return p, err
	}
	if p.End, err = edge(to, "-12-31", true); err != nil {
		return p, err
	}
	if p.Start != "" && p.End != "" && p.End < p.Start {
		return p, fmt.Errorf("period %q ends before it starts", s)
	}
	return p, nil
}

func edge(s, restOfYear string, end bool) (cairn.Day, error) {
	var d cairn.Day
	switch len(s) {
	case 0:
		return "", nil
	case len("2012"):
		d = cairn.Day(s + restOfYear)
	case len("2012-05"):
		d = cairn.Day(s + "-01")
		if t, ok := d.Time(); ok && end {
			d = cairn.DayOf(t.AddDate(0, 1, -1))
		}
	default:
		d = cairn.Day(s)
	}
	if _, ok := d.Time(); !ok {
		return "", fmt.Errorf("%q is not a year, a month or a day", s)
	}
	return d, nil
}

// parseAliases reads "{flags} name; name; name".
func parseAliases(line string) (aliasLine, error) {
	var out aliasLine
	// A brace that opens a line of names holds flags, unless it is a place to
	// fill in ("{adj} army").
	if close := strings.IndexByte(line, '}'); line[0] == '{' && close > 0 && !isPlaceholder(line[:close+1]) {
		for _, flag := range strings.Split(line[1:close], ",") {
			if err := out.set(strings.TrimSpace(flag)); err != nil {
				return out, err
			}
		}
		line = line[close+1:]
	}
	for _, name := range strings.Split(line, ";") {
		if name = strings.TrimSpace(name); name != "" {
			out.names = append(out.names, name)
		}
	}
	if len(out.names) == 0 {
		return out, fmt.Errorf("a line of names without a name")
	}
	return out, nil
}

func (l *aliasLine) set(flag string) error {
	switch flag {
	case "intro":
		l.intro = true
	case "metonym":
		l.metonym = true
	case "local":
		l.local = true
	case "adjective":
		l.metonym, l.adjective = true, true
	case "word":
		l.word = true
	case "main":
		l.main = true
	case "instead":
		l.instead = true
	default:
		period, err := parsePeriod(flag)
		if err != nil || !period.Known() {
			return fmt.Errorf("flag %q is none of intro, metonym, adjective, local, word, main, instead or a period from/to", flag)
		}
		l.period = period
	}
	return nil
}
