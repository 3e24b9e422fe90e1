package export

import "encoding/binary"

// Parquet's headers are structures of Apache Thrift in its compact protocol: a
// field is a byte of its number's distance from the last one and its kind, then
// its value; a structure ends with a zero byte (parquet.thrift names them all).

// The kinds of fields.
const (
	thriftInt32  = 5
	thriftInt64  = 6
	thriftBytes  = 8
	thriftList   = 9
	thriftStruct = 12
)

// The numbers of parquet.thrift.
const (
	kindTruth, kindInt32, kindInt64, kindNumber, kindBytes = 0, 1, 2, 5, 6
	convertedText, convertedDate                           = 0, 6
	encodingPlain, encodingRuns                            = 0, 3
	codecGzip                                              = 2
	optional                                               = 1
)

// thrift writes one structure after another.
type thrift struct {
	b    []byte
	last []int // field numbers of the structures that are open
}

func (t *thrift) open()  { t.last = append(t.last, 0) }
func (t *thrift) close() { t.b, t.last = append(t.b, 0), t.last[:len(t.last)-1] }

func (t *thrift) field(n, kind int) {
	last := &t.last[len(t.last)-1]
	t.b = append(t.b, byte((n-*last)<<4|kind)) // no field is more than 15 after the last
	*last = n
}

func (t *thrift) int32(n int, v int32) { t.field(n, thriftInt32); t.zigzag(int64(v)) }
func (t *thrift) int64(n int, v int64) { t.field(n, thriftInt64); t.zigzag(v) }
func (t *thrift) zigzag(v int64)       { t.b = binary.AppendUvarint(t.b, uint64(v<<1)^uint64(v>>63)) }
func (t *thrift) text(n int, s string) { t.field(n, thriftBytes); t.bytes(s) }
func (t *thrift) bytes(s string) {
	t.b = append(binary.AppendUvarint(t.b, uint64(len(s))), s...)
}

func (t *thrift) list(n, kind, size int) {
	t.field(n, thriftList)
	if size < 15 {
		t.b = append(t.b, byte(size<<4|kind))
	} else {
		t.b = binary.AppendUvarint(append(t.b, byte(0xf0|kind)), uint64(size))
	}
}

// pageHeader stands before the only page of a column in a row group.
func pageHeader(size, packed, rows int) []byte {
	var t thrift
	t.open()
	t.int32(1, 0) // a data page
	t.int32(2, int32(size))
	t.int32(3, int32(packed))
	t.field(5, thriftStruct)
	t.open()
	t.int32(1, int32(rows))
	t.int32(2, encodingPlain)
	t.int32(3, encodingRuns)
	t.int32(4, encodingRuns)
	t.close()
	t.close()
	return t.b
}

// kindOf is a column's physical type, and its converted type where it has one.
func kindOf(c Type) (kind, converted int32) {
	switch c {
	case Integer:
		return kindInt64, -1
	case Number:
		return kindNumber, -1
	case Date:
		return kindInt32, convertedDate
	case Truth:
		return kindTruth, -1
	}
	return kindBytes, convertedText
}

// footer is the metadata of the file: schema, row groups, and what it says of
// itself.
func (f *parquetForm) footer() []byte {
	var t thrift
	t.open()
	t.int32(1, 1)
	t.list(2, thriftStruct, len(f.table.Columns)+1)
	t.open()
	t.text(4, f.table.Name)
	t.int32(5, int32(len(f.table.Columns)))
	t.close()
	for _, c := range f.table.Columns {
		kind, converted := kindOf(c.Type)
		t.open()
		t.int32(1, kind)
		t.int32(3, optional)
		t.text(4, c.Name)
		if converted >= 0 {
			t.int32(6, converted)
		}
		t.close()
	}
	t.int64(3, f.total)
	t.list(4, thriftStruct, len(f.groups))
	for _, g := range f.groups {
		f.group(&t, g)
	}
	t.list(5, thriftStruct, len(f.about))
	for _, a := range f.about {
		t.open()
		t.text(1, a[0])
		t.text(2, a[1])
		t.close()
	}
	t.text(6, "cairn")
	t.close()
	return t.b
}

func (f *parquetForm) group(t *thrift, g parquetGroup) {
	t.open()
	t.list(1, thriftStruct, len(g.chunks))
	for i, c := range g.chunks {
		kind, _ := kindOf(f.table.Columns[i].Type)
		t.open()
		t.int64(2, c.offset)
		t.field(3, thriftStruct)
		t.open()
		t.int32(1, kind)
		t.list(2, thriftInt32, 2)
		t.zigzag(encodingPlain)
		t.zigzag(encodingRuns)
		t.list(3, thriftBytes, 1)
		t.bytes(f.table.Columns[i].Name)
		t.int32(4, codecGzip)
		t.int64(5, c.values)
		t.int64(6, c.size)
		t.int64(7, c.packed)
		t.int64(9, c.offset)
		t.close()
		t.close()
	}
	t.int64(2, g.bytes)
	t.int64(3, int64(g.rows))
	t.close()
}
