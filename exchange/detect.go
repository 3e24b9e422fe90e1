package exchange

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"regexp"
	"slices"
	"strings"
)

// Format is a form of data set that can be read: one of the field's, or an
// organisation's own by a mapping.
type Format struct {
	Name      string // ged, acled, gtd, ibc, ibc2016, airwars, hapi, tfp, tfp-lebanon, tfp-west-bank, acled-deleted, or the mapping's
	Publisher string // whose data set it is, "" where each row says it
	Licence   string
	Closed    bool // its rows may not be given on
	Codebook  string
	Of        string // of a further table: the format whose rows its rows belong to
	read      func(name string, in io.Reader, o Options) (iter.Seq[Row], error)
	gather    func(name string, in io.Reader, into *Beside) (iter.Seq2[int, error], error)
	mapping   Mapping
}

// Gather keeps the rows of a further table until those that they belong to are
// read, and hands on the number of each with what is wrong with it.
func (f Format) Gather(name string, in io.Reader, into *Beside) (iter.Seq2[int, error], error) {
	return f.gather(name, in, into)
}

// Read reads a table in this format.
func (f Format) Read(name string, in io.Reader, o Options) (iter.Seq[Row], error) {
	return f.read(name, in, o)
}

// Deleted is the format of ACLED's feed of deleted events, whose rows withdraw
// others ([Deletions]).
const Deleted = "acled-deleted"

func gedFormat() Format {
	return Format{Name: "ged", Publisher: "UCDP GED", Licence: "CC BY 4.0", Codebook: "UCDP GED codebook 23.1", read: GED}
}

// tfpFormat is that of one daily series of Tech for Palestine: each is a data set
// of its own, so that the days of one are not missed in another.
func tfpFormat(name string) Format {
	return Format{Name: name, Publisher: Compiler, Licence: "Unlicense", Codebook: "data.techforpalestine.org, " + tfpSeries[name], read: TFP}
}

// FormatNamed finds a format of the field by its name.
func FormatNamed(name string) (Format, error) {
	switch name {
	case "ged":
		return gedFormat(), nil
	case "tfp", "tfp-lebanon", "tfp-west-bank":
		return tfpFormat(name), nil
	case Deleted:
		return Format{Name: Deleted, Publisher: "ACLED"}, nil
	}
	m, err := BuiltinMapping(name)
	if err != nil {
		return Format{}, fmt.Errorf("no format is called %q: there are %s", name, strings.Join(FormatNames(), ", "))
	}
	return FormatOf(m), nil
}

// FormatOf is the format that a mapping describes.
func FormatOf(m Mapping) Format {
	return Format{Name: m.Name, Publisher: m.Publisher, Licence: m.Licence, Closed: m.Licence != "" && !m.Redistribute, Codebook: m.Codebook, mapping: m,
		read: func(name string, in io.Reader, o Options) (iter.Seq[Row], error) { return Mapped(name, in, m, o) }}
}

// FormatNames are the formats of the field.
func FormatNames() []string {
	out := append(Mappings(), "ged", "tfp", "tfp-lebanon", "tfp-west-bank", Deleted)
	slices.Sort(out)
	return out
}

// headSize is how much of a file is looked at to tell its format.
const headSize = 1 << 18

// Detect tells the format of a table by its header. What was read of it is
// still in the reader that comes back.
func Detect(name string, in io.Reader) (Format, *bufio.Reader, error) {
	buffered := bufio.NewReaderSize(in, headSize)
	head, err := buffered.Peek(headSize)
	if err != nil && err != io.EOF {
		return Format{}, nil, err
	}
	if t := bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\ufeff"))); len(t) > 0 && (t[0] == '[' || t[0] == '{') {
		return tfpFormat(seriesIn(t)), buffered, nil
	}
	if columns := headerOf(head, Mapping{}); slices.Contains(columns, "event_id_cnty") && slices.Contains(columns, "deleted_timestamp") {
		f, err := FormatNamed(Deleted)
		return f, buffered, err
	}
	best, most := Format{}, 0
	if all(gedNeeds, headerOf(head, Mapping{})) {
		best, most = gedFormat(), len(gedNeeds)
	}
	for _, known := range Mappings() {
		m, err := BuiltinMapping(known)
		if err != nil {
			return best, nil, err
		}
		columns := headerOf(head, m)
		if n := len(m.Needs); n > most && all(m.Needs, columns) {
			best, most = FormatOf(m), n
		}
		if t, ok := m.besideOf(columns, most); ok {
			best, most = besideFormat(m, t), len(t.Needs)
		}
	}
	if most == 0 {
		return best, nil, &Error{Name: name, What: fmt.Sprintf("its header (%s) is that of no data set that is known here", shortList(headerOf(head, Mapping{}))),
			Do: "name the format with --from, or write a mapping: cairn import propose " + name}
	}
	return best, buffered, nil
}

// Part is the further table of this format that a table is by its header, or the
// format itself. What was read of the table is still in the reader.
func (f Format) Part(in io.Reader) (Format, *bufio.Reader, error) {
	buffered := bufio.NewReaderSize(in, headSize)
	if len(f.mapping.Beside) == 0 {
		return f, buffered, nil
	}
	head, err := buffered.Peek(headSize)
	if err != nil && err != io.EOF {
		return f, nil, err
	}
	columns, most := headerOf(head, f.mapping), 0
	if all(f.mapping.Needs, columns) {
		most = len(f.mapping.Needs)
	}
	if t, ok := f.mapping.besideOf(columns, most); ok {
		return besideFormat(f.mapping, t), buffered, nil
	}
	return f, buffered, nil
}

// besideOf is the further table that needs the most of these columns, and more
// than another format does.
func (m Mapping) besideOf(columns []string, most int) (besides, bool) {
	var best besides
	for _, t := range m.Beside {
		if n := len(t.Needs); n > most && all(t.Needs, columns) {
			best, most = t, n
		}
	}
	return best, best.Name != ""
}

func all(needs, columns []string) bool {
	return !slices.ContainsFunc(needs, func(n string) bool { return !slices.Contains(columns, n) })
}

// headerOf is the header of a table, behind the lines that a mapping passes over.
func headerOf(head []byte, m Mapping) []string {
	in := bufio.NewReaderSize(bytes.NewReader(head), 1<<16)
	if skipComments("", in, m) != nil {
		return nil
	}
	r := csv.NewReader(in)
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = separator(in), true, -1
	fields, err := r.Read()
	if err != nil {
		return nil
	}
	for i, f := range fields {
		fields[i] = strings.TrimSpace(strings.TrimPrefix(f, "\ufeff"))
	}
	return fields
}

// separator is the character between the columns of a table, by its header:
// spreadsheets in countries with decimal commas write semicolons.
func separator(in *bufio.Reader) rune {
	head, _ := in.Peek(1 << 13)                                // a shorter table is looked at whole
	if said := saysSeparator.FindSubmatch(head); said != nil { // as Excel writes it before the header
		if _, err := in.Discard(len(said[0])); err == nil {
			return rune(said[1][0])
		}
	}
	line, _, _ := bytes.Cut(head, []byte("\n"))
	best, most := ',', bytes.Count(line, []byte(","))
	for _, r := range []rune{';', '\t', '|'} {
		if n := bytes.Count(line, []byte(string(r))); n > most {
			best, most = r, n
		}
	}
	return best
}

var saysSeparator = regexp.MustCompile(`^(?:\x{feff})?"?sep=([,;|\t])"?\r?\n`)

func shortList(columns []string) string {
	if len(columns) == 0 {
		return "none"
	}
	if len(columns) > 8 {
		columns = append(slices.Clone(columns[:8]), "...")
	}
	return strings.Join(columns, ", ")
}

// Deletions reads ACLED's feed of deleted events: the ids of the rows that it
// withdrew.
func Deletions(name string, in io.Reader) (iter.Seq2[string, error], error) {
	header, seq, err := rowsBelow(name, in, Mapping{})
	if err != nil {
		return nil, err
	}
	if !slices.Contains(header, "event_id_cnty") {
		return nil, &Error{Name: name, Column: "event_id_cnty", What: "a feed of deletions must have it", Do: "check that the file is ACLED's deleted feed"}
	}
	return func(yield func(string, error) bool) {
		for rec, err := range seq {
			id := rec.get("event_id_cnty")
			if err == nil && id == "" {
				err = &Error{Name: name, Row: rec.n, Column: "event_id_cnty", What: "the row has no id", Do: "remove it"}
			}
			if !yield("acled-"+id, err) {
				return
			}
		}
	}, nil
}
