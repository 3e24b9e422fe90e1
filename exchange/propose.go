package exchange

import (
	"cmp"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Proposed is what a mapping is proposed from: the header of a table, the lines
// above it, and its first rows.
type Proposed struct {
	Header []string
	Above  int // lines before the header
	Rows   []map[string]string
}

// Propose writes a mapping for a table from its header and first rows: columns
// are known by their names, in the words that recorders use for them, and by
// the form of their values. What it is not sure of it says in a comment; a
// person edits it before it is used.
func Propose(name string, from Proposed) (string, error) {
	words, err := readLexicon()
	if err != nil {
		return "", err
	}
	p := proposal{words: words, header: from.Header, rows: from.Rows, used: map[string]bool{}}
	base := strings.ToLower(strings.TrimSuffix(filepath.Base(name), filepath.Ext(name)))
	base = strings.Trim(notName.ReplaceAllString(base, "-"), "-")
	p.say("# A mapping proposed by cairn import propose from the header and %d rows of %s.", len(from.Rows), strconv.Quote(filepath.Base(name)))
	p.say("# Correct it, then: cairn import --map THIS FILE. docs/formats.md tells what each name means.")
	p.say("name = %s", quoted(cmp.Or(base, "table")))
	p.say("publisher = \"\" # whose data set it is: must be filled in")
	p.say("licence = \"\"")
	p.say("redistribute = false # whether its rows may be given on")
	if from.Above > 0 {
		p.say("skip_lines = %d # lines above the header", from.Above)
	}
	p.id()
	p.column("perpetrator", "perpetrator", isText)
	p.time()
	p.place()
	p.counts()
	if column := p.find("source", isText); column != "" {
		p.say("\n[sources]\ncolumns = [%s]\nseparator = %s", quoted(column), quoted(p.listSeparator(column)))
	}
	p.act()
	var rest []string
	for _, column := range p.header {
		if !p.used[column] && slices.ContainsFunc(p.rows, func(r map[string]string) bool { return strings.TrimSpace(r[column]) != "" }) {
			rest = append(rest, strconv.Quote(column))
		}
	}
	if len(rest) > 0 {
		p.say("\n# Kept with every row, but not read: %s", strings.Join(rest, ", "))
	}
	return p.out.String(), nil
}

var notName = regexp.MustCompile(`[^a-z0-9]+`)

// quoted writes a text as TOML does, for the texts that a header may hold.
func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(&b, "\\u%04X", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String() + "\""
}

type proposal struct {
	words  lexicon
	out    strings.Builder
	header []string
	rows   []map[string]string
	used   map[string]bool
}

func (p *proposal) say(format string, args ...any) { fmt.Fprintf(&p.out, format+"\n", args...) }

// find is the column whose name says most of what is sought, and whose values
// have the form; the first of several.
func (p *proposal) find(what string, form func(string) bool) string {
	best, most := "", 0
	for _, column := range p.header {
		words := nameWords(column)
		n := p.words.fields[what].says(words)
		if n <= most || n < 100 && what != "act" && p.words.fields["beside"].says(words) > 0 || p.used[column] || !p.mostly(column, form) {
			continue
		}
		best, most = column, n
	}
	if best != "" {
		p.used[best] = true
	}
	return best
}

// mostly says whether nine in ten of the values that are there have a form.
func (p *proposal) mostly(column string, form func(string) bool) bool {
	good, all := 0, 0
	for _, r := range p.rows {
		if v := strings.TrimSpace(r[column]); v != "" {
			if all++; form(v) {
				good++
			}
		}
	}
	return good*10 >= all*9
}

func (p *proposal) column(key, what string, form func(string) bool) {
	if column := p.find(what, form); column != "" {
		p.say("%s = %s", key, quoted(column))
	}
}

// id proposes a column of ids only where no two rows share one.
func (p *proposal) id() {
	column := p.find("id", isText)
	seen := map[string]bool{}
	for _, r := range p.rows {
		v := strings.TrimSpace(r[column])
		if column != "" && (v == "" || seen[v]) {
			p.say("# id = %s # two rows share a value, or one has none; without ids a changed row cannot be told from a new one", quoted(column))
			return
		}
		seen[v] = true
	}
	if column == "" {
		p.say("# id = \"\" # no column of ids was found: a changed row cannot be told from a new one")
		return
	}
	p.say("id = %s", quoted(column))
}

func isText(string) bool { return true }

func isCount(s string) bool {
	_, err := wholeNumber(s)
	return err == nil
}

func isDegrees(s string) bool {
	_, err := degrees(s)
	return err == nil
}

func (p *proposal) place() {
	b := proposal{words: p.words, header: p.header, rows: p.rows, used: p.used}
	b.column("lat", "lat", isDegrees)
	b.column("lon", "lon", isDegrees)
	b.column("country", "country", isText)
	b.column("admin2", "admin2", isText) // before admin1: "Sub-district" is no district, "Sous-préfecture" no prefecture
	b.column("admin1", "admin1", isText)
	b.column("name", "place", isText)
	if b.out.Len() > 0 {
		p.say("\n[place]\n%s# precision = \"exact\" is never assumed: add [place.precision] with a column and its values", b.out.String())
	}
}

// act proposes a column of kinds of attacks, whose values only a person can map.
func (p *proposal) act() {
	column := p.find("act", isText)
	if column == "" {
		return
	}
	p.say("\n# [act] # give each value a word of the list of acts in cairn schema, and take away the marks\n# column = %s\n# [act.values]", quoted(column))
	var values []string
	for _, r := range p.rows {
		if v := strings.TrimSpace(r[column]); v != "" && len(values) < 12 && !slices.Contains(values, v) {
			values = append(values, v)
			p.say("# %s = \"\"", quoted(v))
		}
	}
}

// listSeparator is what stands between several sources of a row.
func (p *proposal) listSeparator(column string) string {
	for _, s := range []string{";", "|"} {
		for _, r := range p.rows {
			if strings.Contains(r[column], s) {
				return s
			}
		}
	}
	return ","
}
