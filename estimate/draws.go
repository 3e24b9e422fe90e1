package estimate

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
)

// WriteDraws writes the draws of results as CSV, one draw a line, for combining
// strata or replicates: part, documented, n.
func WriteDraws(w io.Writer, parts []Part) error {
	out := csv.NewWriter(w)
	if err := out.Write([]string{"part", "documented", "n"}); err != nil {
		return fmt.Errorf("write the draws: %w", err)
	}
	for _, p := range parts {
		for _, d := range p.Draws {
			if err := out.Write([]string{p.Name, strconv.FormatInt(p.Documented, 10), strconv.FormatFloat(d, 'g', -1, 64)}); err != nil {
				return fmt.Errorf("write the draws: %w", err)
			}
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("write the draws: %w", err)
	}
	return nil
}

// ReadDraws reads what WriteDraws wrote, or published draws with the columns
// replicate, n_obs and N.
func ReadDraws(r io.Reader) ([]Part, error) {
	rows, err := readRows(&io.LimitedReader{R: r, N: maxBytes})
	if err != nil {
		return nil, err
	}
	col := map[string]int{}
	for i, h := range rows.header {
		col[strings.ToLower(h)] = i
	}
	find := func(names ...string) (int, error) {
		for _, n := range names {
			if i, ok := col[n]; ok {
				return i, nil
			}
		}
		return 0, &InputError{1, names[0], "no such column; draws have the columns part, documented and n"}
	}
	name, err1 := find("part", "replicate", "stratum")
	seen, err2 := find("documented", "n_obs")
	total, err3 := find("n")
	for _, err := range []error{err1, err2, err3} {
		if err != nil {
			return nil, err
		}
	}
	var parts []Part
	for i, rec := range rows.records {
		n, err := rows.number(i, seen)
		if err != nil {
			return nil, err
		}
		d, err := strconv.ParseFloat(rec[total], 64)
		if err != nil || math.IsNaN(d) || d < float64(n) || d > 1e12 {
			return nil, &InputError{rows.lines[i], rows.header[total], fmt.Sprintf("%q is not a total of at least the %d documented", rec[total], n)}
		}
		at := slices.IndexFunc(parts, func(p Part) bool { return p.Name == rec[name] })
		if at < 0 {
			parts = append(parts, Part{Name: rec[name], Documented: n})
			at = len(parts) - 1
		}
		if parts[at].Documented != n {
			return nil, &InputError{rows.lines[i], rows.header[seen], fmt.Sprintf("%q has %d documented here and %d before", rec[name], n, parts[at].Documented)}
		}
		parts[at].Draws = append(parts[at].Draws, d)
	}
	if len(parts) == 0 {
		return nil, fmt.Errorf("the input holds no draws")
	}
	return parts, nil
}
