package export

import (
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
)

// Loss is something that a target could not hold, and in how many of its rows.
type Loss struct {
	Table string `json:"table"`
	Field string `json:"field"`
	What  string `json:"what"`
	Rows  int    `json:"rows"`
	// First is the first row that lost it, for looking at one.
	First string `json:"first,omitempty"`
}

// Losses gathers what targets could not hold.
type Losses struct {
	at   map[[3]string]int
	list []Loss
}

// Add counts one row.
func (l *Losses) Add(table, field, what, row string) {
	key := [3]string{table, field, what}
	i, ok := l.at[key]
	if !ok {
		if l.at == nil {
			l.at = map[[3]string]int{}
		}
		i = len(l.list)
		l.at[key] = i
		l.list = append(l.list, Loss{table, field, what, 0, row})
	}
	l.list[i].Rows++
}

// List is the losses, the most frequent of each table first.
func (l *Losses) List() []Loss {
	out := slices.Clone(l.list)
	slices.SortFunc(out, func(a, b Loss) int {
		return cmp.Or(cmp.Compare(a.Table, b.Table), cmp.Compare(b.Rows, a.Rows), cmp.Compare(a.Field, b.Field), cmp.Compare(a.What, b.What))
	})
	return out
}

// CSV writes the report as a table.
func (l *Losses) CSV(w io.Writer) error {
	out := csv.NewWriter(w)
	rows := [][]string{{"table", "field", "what", "rows", "first"}}
	for _, x := range l.List() {
		rows = append(rows, []string{x.Table, x.Field, x.What, strconv.Itoa(x.Rows), Harmless(x.First)})
	}
	if err := out.WriteAll(rows); err != nil {
		return fmt.Errorf("write the loss report: %w", err)
	}
	return nil
}

// JSON writes the report as one array.
func (l *Losses) JSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	if err := e.Encode(append([]Loss{}, l.List()...)); err != nil {
		return fmt.Errorf("write the loss report: %w", err)
	}
	return nil
}
