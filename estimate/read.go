package estimate

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// maxBytes bounds what is read from one input.
const maxBytes = 1 << 30

// ReadOptions say what the columns of an input are, where its header does not.
type ReadOptions struct {
	Unit  Unit     // what one row or count is; persons when empty
	Lists []string // the columns that are lists; else the in_* columns; else every 0/1 column
	Count string   // the column of counts; else count, freq, frequency or n
	By    []string // columns whose values divide the people into strata
}

// Input is what one file holds: tables (one per stratum, in order of first
// appearance), or only the numbers of people seen k times.
type Input struct {
	Tables      []Table
	Frequencies Frequencies
}

// InputError is a value that cannot be used, with where it stands: the line of
// the file and the name of the column.
type InputError struct {
	Line    int
	Column  string
	Problem string
}

func (e *InputError) Error() string {
	at := fmt.Sprintf("line %d", e.Line)
	if e.Column != "" {
		at += fmt.Sprintf(", column %q", e.Column)
	}
	return at + ": " + e.Problem
}

// Read reads a table. Four forms are known by their header: 0/1 columns with a
// column of counts, the same without (one row per person), HRDAG's columns
// in_A, in_B and so on among others, and a table of capture frequencies (nbcap,
// freq). A matrix of numbers without a header is read as 0/1 columns whose last
// column is the count.
func Read(r io.Reader, o ReadOptions) (Input, error) {
	limited := &io.LimitedReader{R: r, N: maxBytes}
	rows, err := readRows(limited)
	if err != nil {
		return Input{}, err
	}
	if limited.N == 0 {
		return Input{}, fmt.Errorf("the input is longer than %d bytes: aggregate it to one row per pattern with a count", maxBytes)
	}
	if rows.header == nil {
		return Input{}, errors.New("the input is empty: the first line must name the columns")
	}
	if rows.isFrequencies() {
		f, err := rows.frequencies()
		return Input{Frequencies: f}, err
	}
	cols, err := rows.columns(o)
	if err != nil {
		return Input{}, err
	}
	tables, err := rows.tables(cols, o)
	return Input{Tables: tables}, err
}

// rows are the records of an input with the line each begins on.
type rows struct {
	header  []string
	records [][]string
	lines   []int
}

func readRows(r io.Reader) (rows, error) {
	in := bufio.NewReader(r)
	if bom, _ := in.Peek(3); string(bom) == "\xef\xbb\xbf" {
		_, _ = in.Discard(3)
	}
	first, _ := in.Peek(4096)
	line, _, _ := strings.Cut(string(first), "\n")
	c := csv.NewReader(in)
	c.Comma = separator(line)
	c.TrimLeadingSpace = true
	c.LazyQuotes = true
	c.FieldsPerRecord = -1
	var out rows
	for {
		rec, err := c.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return rows{}, fmt.Errorf("read the table: %w", err)
		}
		at, _ := c.FieldPos(0)
		for i := range rec {
			rec[i] = strings.TrimSpace(rec[i])
		}
		if c.Comma == ' ' {
			rec = slices.DeleteFunc(rec, func(s string) bool { return s == "" })
		}
		if len(rec) == 1 && rec[0] == "" {
			continue
		}
		if out.header == nil {
			out.header = rec
			if !headerless(rec) {
				continue
			}
			out.header = madeUpHeader(len(rec))
		}
		if len(rec) != len(out.header) {
			return rows{}, &InputError{at, "", fmt.Sprintf("%d values where the header names %d columns", len(rec), len(out.header))}
		}
		out.records, out.lines = append(out.records, rec), append(out.lines, at)
	}
	return out, nil
}

func separator(line string) rune {
	for _, c := range ",\t;" {
		if strings.ContainsRune(line, c) {
			return c
		}
	}
	if strings.Contains(strings.TrimSpace(line), " ") {
		return ' '
	}
	return ','
}

var number = regexp.MustCompile(`^[+-]?[0-9.]+([eE][+-]?[0-9]+)?$`)

func headerless(first []string) bool {
	for _, v := range first {
		if !number.MatchString(v) {
			return false
		}
	}
	return len(first) > 2
}

func madeUpHeader(n int) []string {
	h := make([]string, n)
	for i := range h {
		h[i] = "L" + strconv.Itoa(i+1)
	}
	h[n-1] = "count"
	return h
}

// columns are the places of the lists, the count (-1: one person a row) and the strata.
type columns struct {
	lists []int
	count int
	by    []int
}

func (r rows) columns(o ReadOptions) (columns, error) {
	c := columns{count: -1}
	used := map[string]bool{}
	for i, h := range r.header {
		if h == "" || used[h] {
			return c, &InputError{1, h, fmt.Sprintf("column %d has an empty name or one used before", i+1)}
		}
		used[h] = true
	}
	find := func(name string) (int, error) {
		if i := slices.Index(r.header, name); i >= 0 {
			return i, nil
		}
		return -1, &InputError{1, name, "no such column; the header has " + strings.Join(r.header, ", ")}
	}
	var err error
	if o.Count != "" {
		if c.count, err = find(o.Count); err != nil {
			return c, err
		}
	} else {
		c.count = slices.IndexFunc(r.header, func(h string) bool {
			return slices.Contains([]string{"count", "freq", "frequency", "n"}, strings.ToLower(h)) && !slices.Contains(o.Lists, h)
		})
	}
	for _, name := range o.By {
		i, err := find(name)
		if err != nil {
			return c, err
		}
		c.by = append(c.by, i)
	}
	for _, name := range o.Lists {
		i, err := find(name)
		if err != nil {
			return c, err
		}
		if slices.Contains(c.lists, i) {
			return c, &InputError{1, name, "named twice among the lists"}
		}
		c.lists = append(c.lists, i)
	}
	if len(c.lists) == 0 {
		c.lists = r.guessLists(c)
	}
	if len(c.lists) < 2 {
		return c, &InputError{1, "", fmt.Sprintf("%d columns can be lists (%s): at least 2 are needed; name them with --lists", len(c.lists), strings.Join(r.header, ", "))}
	}
	if len(c.lists) > MaxLists {
		return c, &InputError{1, r.header[c.lists[MaxLists]], fmt.Sprintf("%d lists: at most %d can be used together; merge lists that share a source, or name some with --lists", len(c.lists), MaxLists)}
	}
	return c, nil
}

// guessLists takes the in_* columns, or else every column that is neither the
// count nor a stratum.
func (r rows) guessLists(c columns) []int {
	var in, rest []int
	for i, h := range r.header {
		if strings.HasPrefix(h, "in_") {
			in = append(in, i)
		}
		if i != c.count && !slices.Contains(c.by, i) {
			rest = append(rest, i)
		}
	}
	if len(in) >= 2 {
		return in
	}
	return rest
}

func (r rows) tables(c columns, o ReadOptions) ([]Table, error) {
	counts := map[string]map[Pattern]int64{}
	totals := map[string]int64{}
	var order []string
	for i, rec := range r.records {
		p, err := r.pattern(i, c)
		if err != nil {
			return nil, err
		}
		n := int64(1)
		if c.count >= 0 {
			if n, err = r.number(i, c.count); err != nil {
				return nil, err
			}
		}
		if n == 0 {
			continue
		}
		if p == 0 {
			return nil, &InputError{r.lines[i], r.header[c.lists[0]], fmt.Sprintf("%d people on no list: a documented person stands on at least one; the people on none are what is estimated", n)}
		}
		stratum := r.stratum(rec, c.by)
		if counts[stratum] == nil {
			counts[stratum] = map[Pattern]int64{}
			order = append(order, stratum)
		}
		counts[stratum][p] += n
		if totals[stratum] += n; totals[stratum] > MaxPeople {
			return nil, &InputError{r.lines[i], "", fmt.Sprintf("more than %d people in all: check the counts", MaxPeople)}
		}
	}
	if len(order) == 0 {
		return nil, errors.New("the table holds no people: every count is 0, or there are no rows below the header")
	}
	var out []Table
	for _, s := range order {
		t, err := r.table(counts[s], c, o.Unit)
		if err != nil {
			return nil, err
		}
		t.Stratum = s
		out = append(out, t)
	}
	return out, nil
}

func (r rows) table(counts map[Pattern]int64, c columns, unit Unit) (Table, error) {
	names := make([]string, len(c.lists))
	for j, i := range c.lists {
		names[j] = strings.TrimPrefix(r.header[i], "in_")
	}
	t, err := NewTable(names, counts)
	if unit != "" {
		t.Unit = unit
	}
	return t, err
}

func (r rows) pattern(i int, c columns) (Pattern, error) {
	var p Pattern
	for j, col := range c.lists {
		switch v := r.records[i][col]; strings.ToLower(v) {
		case "1", "true":
			p |= 1 << j
		case "0", "false":
		case "", "na":
			return 0, &InputError{r.lines[i], r.header[col], "empty: whether the person is on the list must be 0 or 1"}
		default:
			return 0, &InputError{r.lines[i], r.header[col], fmt.Sprintf("%q is not 0 or 1; if the column is not a list, name the lists with --lists", v)}
		}
	}
	return p, nil
}

func (r rows) number(i, col int) (int64, error) {
	v := r.records[i][col]
	bad := func(problem string) (int64, error) {
		return 0, &InputError{r.lines[i], r.header[col], problem}
	}
	x, err := strconv.ParseFloat(v, 64)
	switch {
	case v == "" || strings.EqualFold(v, "na"):
		return bad("empty: an unknown count is not zero; write the count or leave the row out")
	case err != nil || math.IsNaN(x) || math.IsInf(x, 0):
		return bad(fmt.Sprintf("%q is not a number", v))
	case x < 0:
		return bad(fmt.Sprintf("%s is negative: a count of people is 0 or more", v))
	case x != math.Trunc(x):
		return bad(fmt.Sprintf("%s is not whole: people are counted, not weighted", v))
	case x > MaxPeople:
		return bad(fmt.Sprintf("%s is more than %d people: check the count", v, MaxPeople))
	}
	return int64(x), nil
}

func (r rows) stratum(rec []string, by []int) string {
	parts := make([]string, len(by))
	for i, c := range by {
		parts[i] = r.header[c] + "=" + rec[c]
	}
	return strings.Join(parts, " ")
}

// isFrequencies knows a table of capture frequencies by its two columns, the
// first of which holds numbers of lists.
func (r rows) isFrequencies() bool {
	return len(r.header) == 2 && slices.Contains([]string{"nbcap", "captures", "k", "lists"}, strings.ToLower(r.header[0]))
}

func (r rows) frequencies() (Frequencies, error) {
	var f Frequencies
	for i := range r.records {
		k, err := r.number(i, 0)
		if err != nil {
			return nil, err
		}
		if k < 1 || k > MaxLists {
			return nil, &InputError{r.lines[i], r.header[0], fmt.Sprintf("%d captures: from 1 to %d are possible", k, MaxLists)}
		}
		n, err := r.number(i, 1)
		if err != nil {
			return nil, err
		}
		for int64(len(f)) <= k {
			f = append(f, 0)
		}
		if f[k] != 0 {
			return nil, &InputError{r.lines[i], r.header[0], fmt.Sprintf("%d captures are given twice", k)}
		}
		f[k] = n
	}
	if f.N() == 0 || f.N() > MaxPeople {
		return nil, fmt.Errorf("the frequencies hold %d people; from 1 to %d are possible", f.N(), MaxPeople)
	}
	return f, nil
}

// Frequencies are the people seen exactly k times, at index k; index 0 is unused.
// They allow only the estimators that treat every list alike.
type Frequencies []int64

// N is how many people were seen at all.
func (f Frequencies) N() int64 {
	var n int64
	for _, c := range f {
		n += c
	}
	return n
}
