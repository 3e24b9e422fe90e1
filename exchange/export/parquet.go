package export

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"time"
	"unicode/utf8"

	"cairn"
)

// groupRows is how many rows are kept in memory before they are written.
const groupRows = 20000

// parquetForm writes one table as Parquet (format version 1): each column
// optional, so that unknown is null and not zero; text as UTF-8 strings, days as
// dates; plain encoding, pages compressed with gzip. The library for it is three
// times the size of this program's other code, and what it does besides is
// not needed here; the tests read every file back with it.
type parquetForm struct {
	w       io.Writer
	at      int64
	table   Table
	about   [][2]string
	columns []parquetColumn
	rows    int
	groups  []parquetGroup
	total   int64
}

// parquetColumn is the values of a column that are not yet written.
type parquetColumn struct {
	levels []byte // 1 where there is a value
	values bytes.Buffer
	bits   int // of a byte of truth values
}

// parquetGroup is where a row group's columns lie.
type parquetGroup struct {
	rows   int
	chunks []parquetChunk
	bytes  int64
}

type parquetChunk struct{ offset, values, size, packed int64 }

// Parquet writes a table. About goes into the file's own metadata.
func Parquet(w io.Writer, about [][2]string) Form { return &parquetForm{w: w, about: about} }

func (f *parquetForm) write(b []byte) error {
	n, err := f.w.Write(b)
	f.at += int64(n)
	if err != nil {
		return fmt.Errorf("write Parquet: %w", err)
	}
	return nil
}

func (f *parquetForm) Table(t Table) error {
	if f.table.Name != "" {
		return fmt.Errorf("write %s: a Parquet file holds one table, and it has %s", t.Name, f.table.Name)
	}
	f.table, f.columns = t, make([]parquetColumn, len(t.Columns))
	return f.write([]byte("PAR1"))
}

func (f *parquetForm) Row(r Row) error {
	for i, v := range r {
		f.columns[i].add(v)
	}
	if f.rows++; f.rows == groupRows {
		return f.flush()
	}
	return nil
}

func (c *parquetColumn) add(v any) {
	level := byte(1)
	switch v := v.(type) {
	case string:
		c.text(v)
	case int64:
		c.values.Write(binary.LittleEndian.AppendUint64(nil, uint64(v)))
	case float64:
		c.values.Write(binary.LittleEndian.AppendUint64(nil, math.Float64bits(v)))
	case cairn.Day:
		if n, ok := sinceEpoch(v); ok {
			c.values.Write(binary.LittleEndian.AppendUint32(nil, uint32(n)))
		} else {
			level = 0
		}
	case bool:
		c.truth(v)
	default:
		level = 0
	}
	c.levels = append(c.levels, level)
}

func (c *parquetColumn) text(s string) {
	if !utf8.ValidString(s) {
		s = string([]rune(s))
	}
	c.values.Write(binary.LittleEndian.AppendUint32(nil, uint32(len(s))))
	c.values.WriteString(s)
}

// truth packs truth values eight to a byte.
func (c *parquetColumn) truth(v bool) {
	if c.bits%8 == 0 {
		c.values.WriteByte(0)
	}
	if v {
		c.values.Bytes()[c.values.Len()-1] |= 1 << (c.bits % 8)
	}
	c.bits++
}

func sinceEpoch(d cairn.Day) (int32, bool) {
	t, ok := d.Time()
	return int32(math.Floor(float64(t.Unix()) / float64(24*time.Hour/time.Second))), ok
}

// flush writes the rows at hand as a row group: a page for each column.
func (f *parquetForm) flush() error {
	if f.rows == 0 {
		return nil
	}
	g := parquetGroup{rows: f.rows}
	for i := range f.columns {
		c := &f.columns[i]
		levels := packLevels(c.levels)
		page := append(binary.LittleEndian.AppendUint32(nil, uint32(len(levels))), levels...)
		page = append(page, c.values.Bytes()...)
		packed, err := gzipped(page)
		if err != nil {
			return err
		}
		head := pageHeader(len(page), len(packed), f.rows)
		chunk := parquetChunk{offset: f.at, values: int64(f.rows), size: int64(len(head) + len(page)), packed: int64(len(head) + len(packed))}
		if err := f.write(append(head, packed...)); err != nil {
			return err
		}
		g.chunks, g.bytes = append(g.chunks, chunk), g.bytes+chunk.size
		c.levels, c.bits = c.levels[:0], 0
		c.values.Reset()
	}
	f.groups, f.total, f.rows = append(f.groups, g), f.total+int64(f.rows), 0
	return nil
}

// packLevels writes definition levels of one bit as runs (RLE).
func packLevels(levels []byte) []byte {
	var out []byte
	for i := 0; i < len(levels); {
		n := i
		for n < len(levels) && levels[n] == levels[i] {
			n++
		}
		out = binary.AppendUvarint(out, uint64(n-i)<<1)
		out = append(out, levels[i])
		i = n
	}
	return out
}

func gzipped(b []byte) ([]byte, error) {
	var out bytes.Buffer
	z, err := gzip.NewWriterLevel(&out, gzip.BestSpeed)
	if err == nil {
		_, err = z.Write(b)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		return nil, fmt.Errorf("compress a page: %w", err)
	}
	return out.Bytes(), nil
}

func (f *parquetForm) Close() error {
	if err := f.flush(); err != nil {
		return err
	}
	foot := f.footer()
	foot = binary.LittleEndian.AppendUint32(foot, uint32(len(foot)))
	return f.write(append(foot, "PAR1"...))
}
