package exchange

import (
	"cmp"
	"embed"
	"errors"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/BurntSushi/toml"

	"cairn"
)

// Mapping says which column of a table means what. The field's data sets have
// theirs in the folder mappings; an organisation writes its own for its
// spreadsheet. A mapping is data: nothing here knows a codebook's name.
type Mapping struct {
	Name            string   `toml:"name"`
	Publisher       string   `toml:"publisher"`        // whose data set it is
	PublisherColumn string   `toml:"publisher_column"` // or which column says it
	Licence         string   `toml:"licence"`
	Redistribute    bool     `toml:"redistribute"` // whether rows may be given on
	Codebook        string   `toml:"codebook"`
	Needs           []string `toml:"needs"`    // columns without which it is another table
	Comments        string   `toml:"comments"` // lines before the header that start so are passed over
	SkipLines       int      `toml:"skip_lines"`
	ID              string   `toml:"id"`
	IDColumns       []string `toml:"id_columns"` // or several columns that make the id together
	IDPrefix        string   `toml:"id_prefix"`
	Unknown         []string `toml:"unknown"` // values that mean "not known" in any column of numbers
	Clarity         codes    `toml:"clarity"`
	Scope           scopeMap `toml:"scope"`

	Time        timeMap    `toml:"time"`
	Place       placeMap   `toml:"place"`
	Counts      []countMap `toml:"count"`
	Person      personMap  `toml:"person"` // each row is one person
	Perpetrator string     `toml:"perpetrator"`
	Accused     accusedMap `toml:"accused"` // or numbered columns of several
	Act         codes      `toml:"act"`
	Means       codes      `toml:"means"`
	Victims     struct {
		Status    codes `toml:"status"`
		Condition codes `toml:"condition"`
	} `toml:"victims"` // of every count that does not say it itself
	Sources sourceMap `toml:"sources"`
	Denied  deniedMap `toml:"denied"`
	Beside  []besides `toml:"beside"` // further tables, whose rows belong to rows of this one
}

// codes is a column whose values are mapped to a closed list, or are those of one.
type codes struct {
	Column string            `toml:"column"`
	Values map[string]string `toml:"values"`
	Same   string            `toml:"same"` // the closed list whose values stand in the column
}

// scopeMap tells the rows that are no incidents: those whose column begins with
// Prefix and whose days are more than LongerThan are totals of Scope. Residual
// says that their maker has taken out already what its own incidents count.
type scopeMap struct {
	Column     string `toml:"column"`
	Prefix     string `toml:"prefix"`
	LongerThan int    `toml:"longer_than"`
	Scope      string `toml:"scope"`
	Residual   bool   `toml:"residual"`
}

type timeMap struct {
	Start     string   `toml:"start"`
	End       string   `toml:"end"`
	Formats   []string `toml:"formats"` // Go layouts, tried in order
	Year      string   `toml:"year"`    // or three columns of numbers, where 0 is unknown
	Month     string   `toml:"month"`
	Day       string   `toml:"day"`
	Precision codes    `toml:"precision"`
}

type placeMap struct {
	Name      string `toml:"name"`
	Country   string `toml:"country"`
	ISO       string `toml:"iso"`        // column of ISO 3166-1 alpha-2 codes
	CountryIs string `toml:"country_is"` // or the code of the one country that the data set is about
	Admin1    string `toml:"admin1"`
	Admin2    string `toml:"admin2"`
	Lat       string `toml:"lat"`
	Lon       string `toml:"lon"`
	Precision codes  `toml:"precision"`
}

// countMap is one count of people. Column is an exact count; or Low, Best and
// High are bounds. Part makes it `of_which` of the first count of its measure.
type countMap struct {
	Measure   string `toml:"measure"`
	Column    string `toml:"column"`
	Low       string `toml:"low"`
	Best      string `toml:"best"`
	High      string `toml:"high"`
	Open      string `toml:"open"` // a column that says "true" where the high is no bound
	Status    string `toml:"status"`
	Condition string `toml:"condition"`
	Group     string `toml:"group"`
	Part      bool   `toml:"part"`
	PartOf    string `toml:"part_of"` // or of the first count of its measure with this status
	Besides   bool   `toml:"besides"` // other people than those of the first count of its measure
	Scope     string `toml:"scope"`   // incident where absent
	// Speaker is a column that names who says it, and Stance how; a count by
	// another speaker is no part of the row's own.
	Speaker string `toml:"speaker"`
	Stance  string `toml:"stance"`
	// Repeat makes as many counts of one, with 1, 2 ... for # in its columns.
	Repeat int `toml:"repeat"`
	// affiliation is a column that says whose people they are (joined tables).
	affiliation string
}

// accusedMap is numbered columns of those who are said to have done it. Those
// that are known did it together; those that are suspected are alternatives.
type accusedMap struct {
	Name   string `toml:"name"` // with # for the number
	Repeat int    `toml:"repeat"`
	Known  struct {
		Column string `toml:"column"`
		Value  string `toml:"value"`
	} `toml:"known"`
}

// deniedMap tells the rows whose numbers their own makers deny.
type deniedMap struct {
	Column string   `toml:"column"`
	Values []string `toml:"values"`
	Denies string   `toml:"denies"`
}

// sourceMap is the columns that name sources, nearest the publisher first.
type sourceMap struct {
	Columns   []string `toml:"columns"`
	Separator string   `toml:"separator"`
	// Cited is the form "OUTLET 04 Apr (Source)": what stands in parentheses
	// is the original source behind the outlet.
	Cited bool `toml:"cited"`
}

//go:embed mappings/*.toml
var builtin embed.FS

// Mappings lists the names of the mappings of the field's data sets.
func Mappings() []string {
	entries, err := builtin.ReadDir("mappings")
	if err != nil {
		return nil
	}
	var out []string
	for _, e := range entries {
		out = append(out, strings.TrimSuffix(e.Name(), ".toml"))
	}
	return out
}

// BuiltinMapping returns the mapping of one of the field's data sets.
func BuiltinMapping(name string) (Mapping, error) {
	data, err := builtin.ReadFile(path.Join("mappings", name+".toml"))
	if err != nil {
		return Mapping{}, fmt.Errorf("no mapping is called %q: there are %s", name, strings.Join(Mappings(), ", "))
	}
	return ParseMapping(name+".toml", data)
}

// ParseMapping reads a mapping file and refuses what it does not understand,
// naming the line.
func ParseMapping(name string, data []byte) (Mapping, error) {
	var m Mapping
	meta, err := toml.Decode(string(data), &m)
	var parse toml.ParseError
	switch {
	case errors.As(err, &parse):
		return m, &Error{Name: name, Row: parse.Position.Line, What: parse.Message, Do: "correct the mapping file"}
	case err != nil:
		return m, &Error{Name: name, What: err.Error(), Do: "correct the mapping file"}
	}
	m.Counts = repeated(m.Counts)
	for _, c := range []*codes{&m.Act, &m.Means, &m.Victims.Status, &m.Victims.Condition, &m.Time.Precision, &m.Place.Precision} {
		for _, term := range cairn.Vocabulary()[c.Same] {
			if c.Values == nil {
				c.Values = map[string]string{}
			}
			c.Values[term.Value] = cmp.Or(c.Values[term.Value], term.Value)
		}
	}
	if extra := meta.Undecoded(); len(extra) > 0 {
		return m, &Error{Name: name, What: fmt.Sprintf("nothing is called %q in a mapping", extra[0].String()), Do: "see docs/formats.md for the names"}
	}
	return m, m.check(name)
}

func (m Mapping) check(name string) error {
	fail := func(format string, args ...any) error {
		return &Error{Name: name, What: fmt.Sprintf(format, args...), Do: "correct the mapping file"}
	}
	if m.Name == "" || m.Publisher == "" && m.PublisherColumn == "" {
		return fail("a mapping needs a name, and a publisher or a publisher_column")
	}
	if len(m.Counts) == 0 && m.Person.Name == "" {
		return fail("a mapping needs at least one [[count]], or a [person] where each row is one")
	}
	for _, state := range m.Person.State.Values {
		if !slices.Contains(cairn.Measures(), cairn.Measure(state)) {
			return fail("person.state: %q is not a measure", state)
		}
	}
	for _, c := range m.Counts {
		if !slices.Contains(cairn.Measures(), cairn.Measure(c.Measure)) {
			return fail("%q is not a measure", c.Measure)
		}
		if c.Stance != "" && !slices.Contains([]cairn.Stance{cairn.Asserted, cairn.Alleged, cairn.Claimed, cairn.Acknowledged, cairn.Denied}, cairn.Stance(c.Stance)) {
			return fail("%q is not a stance", c.Stance)
		}
		if (c.Column == "") == (c.Low == "" && c.High == "") {
			return fail("a [[count]] of %s needs a column, or low and high", c.Measure)
		}
	}
	if s := m.Scope; s.Column != "" && !slices.Contains([]cairn.Scope{cairn.ScopeCumulative, cairn.ScopeAggregate, cairn.ScopeBackground}, cairn.Scope(s.Scope)) {
		return fail("[scope]: %q is not cumulative, aggregate or background", s.Scope)
	}
	for _, t := range m.Beside {
		if t.Name == "" || len(t.Needs) == 0 || t.Key == "" || m.ID == "" {
			return fail("a [[beside]] needs a name, needs and a key, and the mapping an id that the key names")
		}
	}
	words := cairn.Vocabulary()
	for _, c := range []codes{m.Act, m.Means, m.Victims.Status, m.Victims.Condition, m.Time.Precision, m.Place.Precision} {
		if c.Same != "" && words[c.Same] == nil {
			return fail("same = %q: there is no such closed list; see cairn schema", c.Same)
		}
	}
	for list, values := range map[string]map[string]string{
		"act": m.Act.Values, "means": m.Means.Values, "place.precision": m.Place.Precision.Values, "time.precision": m.Time.Precision.Values,
		"victims.status": m.Victims.Status.Values, "victims.condition": m.Victims.Condition.Values,
	} {
		for from, to := range values {
			if !slices.ContainsFunc(words[list], func(t cairn.Term) bool { return t.Value == to }) {
				return fail("%s: %q is mapped to %q, which is not in the closed list", list, from, to)
			}
		}
	}
	return nil
}

// columns are all that the mapping reads, numbered ones left out. A mapping that
// does not say which of them a table needs needs every one: a column with another
// name would be read as unknown in every row.
func (m Mapping) columns() []string {
	t, p := m.Time, m.Place
	out := []string{m.PublisherColumn, m.ID, m.Perpetrator, m.Clarity.Column, m.Scope.Column, m.Act.Column, m.Means.Column, m.Victims.Status.Column, m.Victims.Condition.Column, m.Person.Name, m.Person.Age, m.Person.Sex.Column, m.Person.State.Column, m.Denied.Column,
		t.Start, t.End, t.Year, t.Month, t.Day, t.Precision.Column, p.Name, p.Country, p.ISO, p.Admin1, p.Admin2, p.Lat, p.Lon, p.Precision.Column}
	out = append(append(out, m.IDColumns...), m.Sources.Columns...)
	for _, c := range m.Counts {
		if c.Repeat == 0 {
			out = append(out, c.Column, c.Low, c.Best, c.High, c.Open, c.Speaker)
		}
	}
	return slices.DeleteFunc(out, func(s string) bool { return s == "" })
}

// repeated writes out the counts that stand for several.
func repeated(counts []countMap) []countMap {
	var out []countMap
	for _, c := range counts {
		if c.Repeat == 0 {
			out = append(out, c)
		}
		for n := range c.Repeat {
			one := c // Repeat stays: numbered columns may be there or not
			for _, at := range []*string{&one.Column, &one.Low, &one.Best, &one.High, &one.Open, &one.Speaker} {
				*at = numbered(*at, n+1)
			}
			out = append(out, one)
		}
	}
	return out
}

func numbered(column string, n int) string {
	return strings.ReplaceAll(column, "#", strconv.Itoa(n))
}

func (c codes) of(r record) string { return c.Values[r.get(c.Column)] }
