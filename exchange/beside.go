package exchange

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"
)

// besides is a further table of a data set, whose rows belong to rows of the
// first: Airwars' victims and sources, Iraq Body Count's individuals. A row of
// the first table is read together with those that belong to it: they are the
// same report, so that a list of names is never counted beside the number of the
// dead that it lists.
type besides struct {
	Name  string   `toml:"name"`
	Needs []string `toml:"needs"`
	Key   string   `toml:"key"`   // the column that holds the id of the row that a row belongs to
	Until string   `toml:"until"` // what ends that id: "k123-ab" belongs to k123

	Person personMap `toml:"person"`
	Source struct {
		Name string `toml:"name"`
	} `toml:"source"`
	Count struct {
		Like        string `toml:"like"` // the column whose value begins the columns of one of the counts
		Affiliation string `toml:"affiliation"`
	} `toml:"count"`
}

// personMap is a row that is one person.
type personMap struct {
	Name  string `toml:"name"`
	Age   string `toml:"age"`
	Sex   codes  `toml:"sex"`
	State codes  `toml:"state"` // a measure; killed where no column says it
}

// maxBeside bounds the further tables of one import, which are kept in memory.
const maxBeside = 512 << 20

// Beside holds the rows of further tables by the row that they belong to.
type Beside struct {
	rows map[besideKey][]*besideRow
	size int
}

type besideKey struct{ format, id string }

type besideRow struct {
	name   string // the file
	table  string
	prefix string // of the ids of the rows that it may belong to
	rec    record
	taken  bool
}

// joinedRow says under which names the columns of a further table's row stand in
// the row that it belongs to: "victims 2 " before each.
type joinedRow struct {
	table  besides
	prefix string
}

// besideFormat is the format of a further table of a mapping.
func besideFormat(m Mapping, t besides) Format {
	f := FormatOf(m)
	f.Name, f.Of = m.Name+"-"+t.Name, m.Name
	f.gather = func(name string, in io.Reader, into *Beside) (iter.Seq2[int, error], error) {
		return into.gather(name, in, m, t)
	}
	f.read = func(name string, _ io.Reader, _ Options) (iter.Seq[Row], error) {
		return nil, &Error{Name: name, What: "its rows belong to rows of another table, " + m.Name, Do: "import it together with that table, in one command"}
	}
	return f
}

// gather keeps the rows of a further table. It hands on the number of each with
// what is wrong with it.
func (b *Beside) gather(name string, in io.Reader, m Mapping, t besides) (iter.Seq2[int, error], error) {
	header, seq, err := rowsBelow(name, in, m)
	if err != nil {
		return nil, err
	}
	for _, column := range t.Needs {
		if !slices.Contains(header, column) {
			return nil, &Error{Name: name, Column: column, What: fmt.Sprintf("a table of %s of %s must have it", t.Name, m.Name), Do: "check that it is the file you mean"}
		}
	}
	if b.rows == nil {
		b.rows = map[besideKey][]*besideRow{}
	}
	return func(yield func(int, error) bool) {
		for rec, err := range seq {
			if err == nil {
				err = b.keep(name, rec, m, t)
			}
			if !yield(rec.n, err) {
				return
			}
		}
	}, nil
}

func (b *Beside) keep(name string, rec record, m Mapping, t besides) error {
	id := rec.get(t.Key)
	if t.Until != "" {
		id, _, _ = strings.Cut(id, t.Until)
	}
	if id == "" {
		return &Error{Name: name, Row: rec.n, Column: t.Key, What: "it does not say which row it belongs to", Do: "fill it in"}
	}
	if b.size += 2 * len(rec.raw); b.size > maxBeside {
		return &Error{Name: name, Row: rec.n, What: fmt.Sprintf("the further tables have more than %d MB together", maxBeside>>20), Do: "import the data set in parts"}
	}
	key := besideKey{m.Name, id}
	b.rows[key] = append(b.rows[key], &besideRow{name: name, table: t.Name, prefix: m.IDPrefix, rec: rec})
	return nil
}

// join puts the rows of further tables behind the row that they belong to.
func (b *Beside) join(rec record, m Mapping) (record, []joinedRow) {
	if b == nil || len(m.Beside) == 0 {
		return rec, nil
	}
	mine := b.rows[besideKey{m.Name, rec.get(m.ID)}]
	if len(mine) == 0 {
		return rec, nil
	}
	var joined []joinedRow
	rec.header, rec.raw = slices.Clone(rec.header), bytes.Clone(rec.raw)
	for _, t := range m.Beside {
		n := 0
		for _, row := range mine {
			if row.table != t.Name {
				continue
			}
			n++
			row.taken = true
			prefix := t.Name + " " + strconv.Itoa(n) + " "
			for _, column := range row.rec.header {
				rec.header = append(rec.header, prefix+column)
				rec.cells[prefix+column] = row.rec.cells[column]
			}
			rec.raw = append(rec.raw, row.rec.raw...)
			joined = append(joined, joinedRow{t, prefix})
		}
	}
	return rec, joined
}

// Joined says of a column of a row's text whether it came from a further table,
// and from which.
func Joined(column string) (table string, ok bool) {
	table, rest, ok := strings.Cut(column, " ")
	n, _, numbered := strings.Cut(rest, " ")
	_, err := strconv.Atoi(n)
	return table, ok && numbered && err == nil
}

// Belonging is what became of one row of a further table.
type Belonging struct {
	File string
	Row  int
	ID   string // of the row that it belongs to
	Err  error  // no such row was read
}

// Rows are the rows of further tables, in the order of their files.
func (b *Beside) Rows() []Belonging {
	var out []Belonging
	for key, list := range b.rows {
		for _, row := range list {
			one := Belonging{File: row.name, Row: row.rec.n, ID: row.prefix + key.id}
			if !row.taken {
				one.Err = &Error{Name: row.name, Row: row.rec.n, What: fmt.Sprintf("no row of %s that was read has the id %q", key.format, key.id), Do: "import it together with the file that has that row"}
			}
			out = append(out, one)
		}
	}
	slices.SortFunc(out, func(a, b Belonging) int { return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Row, b.Row)) })
	return out
}
