package exchange

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// merged is a block of cells shown as one, by rows from 1 and columns from 0.
type merged struct {
	top, bottom, left, right int
	name                     string // "B2:B4"
}

// maxMerged bounds the merged blocks of a sheet, which are kept in memory.
const maxMerged = 200_000

var mergedRef = regexp.MustCompile(`^(?:[A-Za-z0-9]+:)?mergeCell\s[^>]*ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"`)

// readMerged finds the merged blocks of a sheet. They stand behind its rows, so
// the sheet is passed over once for them alone, without parsing it.
func (b *book) readMerged(sheet string) error {
	in, err := b.open(sheet)
	if err != nil {
		return err
	}
	defer in.Close()
	r := bufio.NewReaderSize(in, 1<<16)
	for {
		tag, err := r.ReadSlice('<') // what stands between two tags, and the end of a piece where that is long
		if bytes.Contains(tag, []byte("mergeCell")) {
			if m := mergedRef.FindSubmatch(tag); m != nil {
				b.merged = append(b.merged, mergedBlock(m))
			}
		}
		switch {
		case err == io.EOF:
			slices.SortFunc(b.merged, func(a, b merged) int { return cmp.Compare(a.top, b.top) })
			return nil
		case err != nil && !errors.Is(err, bufio.ErrBufferFull):
			return b.fail("the sheet", err)
		case len(b.merged) > maxMerged:
			return &Error{Name: b.name, What: fmt.Sprintf("it has more than %d merged cells", maxMerged), Do: "unmerge them"}
		}
	}
}

func mergedBlock(m [][]byte) merged {
	row := func(digits []byte) int { n, _ := strconv.Atoi(string(digits)); return n } // seven digits always fit
	return merged{top: row(m[2]), bottom: row(m[4]), left: columnOf(string(m[1])), right: columnOf(string(m[3])),
		name: string(m[1]) + string(m[2]) + ":" + string(m[3]) + string(m[4])}
}

// mark writes into the cells of a row that are merged with others, and have no
// value of their own, what they are. Rows come in their order: blocks that begin
// later wait, and those that ended are done with.
func (b *book) mark(fields []string, row, width int) []string {
	for len(b.merged) > 0 && b.merged[0].top <= row {
		b.across, b.merged = append(b.across, b.merged[0]), b.merged[1:]
	}
	b.across = slices.DeleteFunc(b.across, func(m merged) bool { return m.bottom < row })
	for _, m := range b.across {
		for at := m.left; at <= m.right && at < max(width, len(fields)); at++ {
			if at < len(fields) && fields[at] == "" && (row != m.top || at != m.left) {
				fields[at] = mergedMark + columnName(at) + strconv.Itoa(row) + " is merged with others (" + m.name + ")"
			}
		}
	}
	return fields
}

// columnName is the letters of a column, from 0.
func columnName(at int) string {
	var s strings.Builder
	if at >= 26 {
		s.WriteString(columnName(at/26 - 1))
	}
	s.WriteByte(byte('A' + at%26))
	return s.String()
}
