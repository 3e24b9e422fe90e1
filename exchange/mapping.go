package exchange

import (
	"embed"
	"errors"
	"fmt"
	"path"
	"slices"
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
	Perpetrator string     `toml:"perpetrator"`
	Act         codes      `toml:"act"`
	Means       codes      `toml:"means"`
	Sources     sourceMap  `toml:"sources"`
}

// codes is a column whose values are mapped to a closed list.
type codes struct {
	Column string            `toml:"column"`
	Values map[string]string `toml:"values"`
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
	Status    string `toml:"status"`
	Condition string `toml:"condition"`
	Group     string `toml:"group"`
	Part      bool   `toml:"part"`
	Scope     string `toml:"scope"` // incident where absent
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
	if len(m.Counts) == 0 {
		return fail("a mapping needs at least one [[count]]")
	}
	for _, c := range m.Counts {
		if !slices.Contains(cairn.Measures(), cairn.Measure(c.Measure)) {
			return fail("%q is not a measure", c.Measure)
		}
		if (c.Column == "") == (c.Low == "" && c.High == "") {
			return fail("a [[count]] of %s needs a column, or low and high", c.Measure)
		}
	}
	if s := m.Scope; s.Column != "" && !slices.Contains([]cairn.Scope{cairn.ScopeCumulative, cairn.ScopeAggregate, cairn.ScopeBackground}, cairn.Scope(s.Scope)) {
		return fail("[scope]: %q is not cumulative, aggregate or background", s.Scope)
	}
	words := cairn.Vocabulary()
	for list, values := range map[string]map[string]string{
		"act": m.Act.Values, "means": m.Means.Values, "place.precision": m.Place.Precision.Values, "time.precision": m.Time.Precision.Values,
	} {
		for from, to := range values {
			if !slices.ContainsFunc(words[list], func(t cairn.Term) bool { return t.Value == to }) {
				return fail("%s: %q is mapped to %q, which is not in the closed list", list, from, to)
			}
		}
	}
	return nil
}

func (c codes) of(r record) string { return c.Values[r.get(c.Column)] }
