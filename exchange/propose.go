package exchange

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Propose writes a mapping for a table from its header and first rows: columns
// are known by their names, in the words that recorders use for them, and by
// the form of their values. What it is not sure of it says in a comment; a
// person edits it before it is used.
func Propose(name string, header []string, rows []map[string]string) string {
	p := proposal{header: header, rows: rows, used: map[string]bool{}}
	base := strings.ToLower(strings.TrimSuffix(filepath.Base(name), filepath.Ext(name)))
	base = strings.Trim(notName.ReplaceAllString(base, "-"), "-")
	p.say("# A mapping proposed by cairn import propose from the header and %d rows of %s.", len(rows), strconv.Quote(filepath.Base(name)))
	p.say("# Correct it, then: cairn import --map THIS FILE. docs/formats.md tells what each name means.")
	p.say("name = %s", quoted(cmp.Or(base, "table")))
	p.say("publisher = \"\" # whose data set it is: must be filled in")
	p.say("licence = \"\"")
	p.say("redistribute = false # whether its rows may be given on")
	p.id()
	p.column("perpetrator", "perpetrator", isText)
	p.time()
	p.place()
	p.counts()
	if column := p.find("source", isText); column != "" {
		p.say("\n[sources]\ncolumns = [%s]\nseparator = %s", quoted(column), quoted(p.listSeparator(column)))
	}
	var rest []string
	for _, column := range header {
		if !p.used[column] && slices.ContainsFunc(rows, func(r map[string]string) bool { return strings.TrimSpace(r[column]) != "" }) {
			rest = append(rest, strconv.Quote(column))
		}
	}
	if len(rest) > 0 {
		p.say("\n# Kept with every row, but not read: %s", strings.Join(rest, ", "))
	}
	return p.out.String()
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
	out    strings.Builder
	header []string
	rows   []map[string]string
	used   map[string]bool
}

func (p *proposal) say(format string, args ...any) { fmt.Fprintf(&p.out, format+"\n", args...) }

// synonyms are the names that recorders give to columns, the plainest first;
// Arabic ones as they stand in spreadsheets.
var synonyms = map[string][]string{
	"id":          {"id", "event id", "incident id", "code", "incident code", "number", "no", "ref", "reference", "رقم", "الرقم"},
	"start":       {"date", "start date", "date start", "event date", "incident date", "day", "from", "date of incident", "date of death", "التاريخ", "تاريخ"},
	"end":         {"end date", "date end", "to", "until"},
	"place":       {"location", "place", "town", "village", "city", "site", "location name", "المكان", "الموقع", "البلدة"},
	"admin1":      {"admin1", "province", "governorate", "state", "adm1", "adm 1", "region", "المحافظة"},
	"admin2":      {"admin2", "district", "adm2", "adm 2", "county", "المنطقة"},
	"country":     {"country", "country name", "البلد"},
	"lat":         {"latitude", "lat", "y"},
	"lon":         {"longitude", "lon", "long", "lng", "x"},
	"perpetrator": {"perpetrator", "actor", "actor1", "responsible", "belligerent", "party", "attacker", "الجهة", "الفاعل"},
	"source":      {"source", "sources", "reported by", "media sources", "المصدر", "المصادر"},
	"killed":      {"killed", "deaths", "dead", "fatalities", "number killed", "total killed", "best", "القتلى", "عدد القتلى"},
	"killed low":  {"killed min", "min killed", "deaths min", "low", "reported minimum", "minimum", "killed low"},
	"killed high": {"killed max", "max killed", "deaths max", "high", "reported maximum", "maximum", "killed high"},
	"injured":     {"injured", "wounded", "injuries", "number injured", "total injured", "الجرحى", "عدد الجرحى"},
	"civilians":   {"civilians killed", "civilian deaths", "deaths civilians", "killed civilians", "civilians", "المدنيين"},
	"children":    {"children killed", "killed children", "children", "الأطفال"},
	"women":       {"women killed", "killed women", "women", "النساء"},
	"detained":    {"detained", "arrested", "detainees", "المعتقلين"},
	"abducted":    {"abducted", "kidnapped", "المخطوفين"},
}

var between = regexp.MustCompile(`[\s_\-./:()]+`)

func plainName(s string) string {
	return strings.TrimSpace(between.ReplaceAllString(strings.ToLower(s), " "))
}

// find is the column that goes by a name and whose values have the form.
func (p *proposal) find(what string, form func(string) bool) string {
	for _, name := range synonyms[what] {
		for _, column := range p.header {
			if plainName(column) == name && !p.used[column] && p.mostly(column, form) {
				p.used[column] = true
				return column
			}
		}
	}
	return ""
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

// layouts are the styles of days that are proposed. A day before its month is
// tried first: where the other order fits every row, too, the proposal says so.
var layouts = []string{"2006-01-02", "2006-01-02 15:04:05", "2006-01-02T15:04:05Z07:00", "2006/01/02", "20060102", "2 January 2006", "2 Jan 2006", "2-Jan-06", "2-Jan-2006", "January 2, 2006",
	dayFirst, "2.1.2006", "2-1-2006", monthFirst}

const dayFirst, monthFirst = "2/1/2006", "1/2/2006"

func (p *proposal) time() {
	column := p.find("start", func(s string) bool { return formOf(s) != "" })
	if column == "" {
		p.say("\n# [time]\n# start = \"\" # no column of days was found")
		return
	}
	p.say("\n[time]\nstart = %s", quoted(column))
	columns := []string{column}
	if end := p.find("end", func(s string) bool { return formOf(s) != "" }); end != "" {
		p.say("end = %s", quoted(end))
		columns = append(columns, end)
	}
	fits := map[string]int{}
	all := 0
	for _, r := range p.rows {
		for _, c := range columns {
			v := strings.TrimSpace(western(r[c]))
			if v == "" {
				continue
			}
			all++
			for _, l := range layouts {
				if _, err := time.Parse(l, v); err == nil {
					fits[l]++
				}
			}
		}
	}
	var forms []string
	for _, l := range layouts {
		if fits[l] > 0 && (l != monthFirst || fits[dayFirst] < fits[l]) {
			forms = append(forms, quoted(l))
		}
	}
	p.say("formats = [%s]", strings.Join(forms, ", "))
	if all > 0 && fits[dayFirst] == all && fits[monthFirst] == all {
		p.say("# Every day also fits month/day/year: put %s in place of the other where that is meant.", quoted(monthFirst))
	}
}

func formOf(s string) string {
	for _, l := range layouts {
		if _, err := time.Parse(l, strings.TrimSpace(western(s))); err == nil {
			return l
		}
	}
	return ""
}

func (p *proposal) place() {
	var b proposal
	b.header, b.rows, b.used = p.header, p.rows, p.used
	b.column("name", "place", isText)
	b.column("country", "country", isText)
	b.column("admin1", "admin1", isText)
	b.column("admin2", "admin2", isText)
	b.column("lat", "lat", isDegrees)
	b.column("lon", "lon", isDegrees)
	if b.out.Len() > 0 {
		p.say("\n[place]\n%s# precision = \"exact\" is never assumed: add [place.precision] with a column and its values", b.out.String())
	}
}

func (p *proposal) counts() {
	low, high := p.find("killed low", isCount), p.find("killed high", isCount)
	whole := p.find("killed", isCount)
	switch {
	case low != "" && high != "":
		p.say("\n[[count]]\nmeasure = \"killed\"\nlow = %s\nhigh = %s", quoted(low), quoted(high))
		if whole != "" {
			p.say("best = %s", quoted(whole))
		}
	case whole != "":
		p.say("\n[[count]]\nmeasure = \"killed\"\ncolumn = %s", quoted(whole))
	}
	for _, c := range []struct{ what, measure, more string }{
		{"civilians", "killed", "status = \"civilian\"\n"}, {"children", "killed", "group = \"children\"\n"}, {"women", "killed", "group = \"women\"\n"},
		{"injured", "injured", ""}, {"detained", "detained", ""}, {"abducted", "abducted", ""},
	} {
		column := p.find(c.what, isCount)
		if column == "" {
			continue
		}
		if c.measure == "killed" && (whole != "" || low != "") {
			c.more += "part = true # of those killed\n"
		}
		p.say("\n[[count]]\nmeasure = %q\ncolumn = %s\n%s", c.measure, quoted(column), strings.TrimSuffix(c.more, "\n"))
	}
	if !strings.Contains(p.out.String(), "[[count]]") {
		p.say("\n# [[count]] # no column of numbers of people was found: at least one is needed\n# measure = \"killed\"\n# column = \"\"")
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

// FirstRows reads the header of a table and its first rows that can be read.
func FirstRows(name string, in io.Reader, most int) (header []string, first []map[string]string, err error) {
	buffered := bufio.NewReaderSize(in, 1<<16)
	header, seq, err := rows(name, buffered, separator(buffered))
	if err != nil {
		return nil, nil, err
	}
	for rec, err := range seq {
		if err == nil {
			first = append(first, rec.cells)
		}
		if len(first) == most {
			break
		}
	}
	return header, first, nil
}
