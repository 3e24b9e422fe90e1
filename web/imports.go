package web

import (
	"cmp"
	"maps"
	"slices"

	"cairn/record"
)

// importsView is what came into the record, by where it came from: each row of
// a data set and each file is a report of its own.
type importsView struct {
	Shown  Shown        `json:"shown"`
	Count  int          `json:"count"`
	Files  []importFile `json:"files"`
	Next   string       `json:"next,omitempty"`
	Search string       `json:"-"`
}

// importFile is one file, or one other place that reports came from.
type importFile struct {
	Name     string `json:"name"`
	Reader   string `json:"reader,omitempty"`
	Reports  int    `json:"reports"`
	Claims   int    `json:"claims"`
	NotCoded int    `json:"not_coded"`
	Warnings int    `json:"warnings"`
	Refused  int    `json:"refused,omitempty"` // rows that the last import of it did not take
	First    int64  `json:"first"`             // entries of the ledger
	Last     int64  `json:"last"`
	fold     string
}

func importsPage(q *ask) (page, error) {
	refused, err := q.refused()
	if err != nil {
		return page{}, err
	}
	files := slices.Clone(q.files())
	for i := range files {
		files[i].Refused = len(refused[files[i].Name])
	}
	for _, name := range slices.Sorted(maps.Keys(refused)) {
		if !slices.ContainsFunc(files, func(f importFile) bool { return f.Name == name }) {
			files = append(files, importFile{Name: name, Refused: len(refused[name]), fold: fold(name)})
		}
	}
	chosen := filtered(files, q.param("q"), func(f importFile) string { return f.fold })
	rows, next := cut(q, chosen, func(f importFile) string { return f.Name })
	v := &importsView{q.shown, len(chosen), rows, next, q.param("q")}
	return page{name: "imports", view: v, next: next, rows: func() sheet {
		t := sheet{head: []string{"file", "reader", "reports", "claims", "not_coded", "warnings", "refused", "first_entry", "last_entry"}}
		for _, f := range rows {
			t.rows = append(t.rows, []string{f.Name, f.Reader, cellOf(f.Reports), cellOf(f.Claims), cellOf(f.NotCoded), cellOf(f.Warnings), cellOf(f.Refused), cell(&f.First), cell(&f.Last)})
		}
		return t
	}}, nil
}

// importView is the outcome of one file, row by row.
type importView struct {
	Shown Shown       `json:"shown"`
	File  importFile  `json:"file"`
	Rows  []importRow `json:"rows"`
	// Refused are the rows that the last import of the file did not take.
	Refused []record.RefusedRow `json:"refused,omitempty"`
	Next    string              `json:"next,omitempty"`
}

type importRow struct {
	reportLine
	Entry int64 `json:"entry"`
}

func importPage(q *ask) (page, error) {
	name := q.param("name")
	refused, err := q.refused()
	if err != nil {
		return page{}, err
	}
	file := importFile{Name: name}
	if i := slices.IndexFunc(q.files(), func(f importFile) bool { return f.Name == name }); i >= 0 {
		file = q.files()[i]
	} else if len(refused[name]) == 0 {
		return page{}, notFound{name}
	}
	file.Refused = len(refused[name])
	var chosen []*record.Report
	for k := range q.Reports {
		if q.Reports[k].Name == name {
			chosen = append(chosen, &q.Reports[k])
		}
	}
	rows, next := cut(q, chosen, func(r *record.Report) string { return r.Coded.ID })
	v := &importView{Shown: q.shown, File: file, Rows: []importRow{}, Refused: refused[name], Next: next}
	for _, r := range rows {
		v.Rows = append(v.Rows, importRow{q.reportLine(r), r.Seq})
	}
	return page{name: "import", about: name, view: v, next: next, rows: func() sheet {
		t := sheet{head: []string{"entry", "report", "title", "publisher", "published", "recorded", "claims", "not_coded", "withheld", "rejected", "warnings", "refused_row", "refused_id", "refused_because"}}
		for _, r := range v.Rows {
			t.rows = append(t.rows, []string{cell(&r.Entry), r.ID, r.Title, r.Publisher, r.Published, r.Recorded, cellOf(r.Claims), r.NotCoded, cell(&r.Withheld), cellBool(r.Rejected), joinAll(r.Warnings), "", "", ""})
		}
		for _, r := range v.Refused {
			t.rows = append(t.rows, append(make([]string, 11), cellOf(r.Row), r.ID, r.Error))
		}
		return t
	}}, nil
}

// refusedMost is how many refused rows of an import are told of.
const refusedMost = 5000

// refused are the rows that imports did not take, by file: of each file, those
// of the last import that read it.
func (q *ask) refused() (map[string][]record.RefusedRow, error) {
	if q.isPast() {
		return nil, nil // what was refused is no part of the record as it was
	}
	runs, rows, err := q.server.o.Record.Imports(refusedMost)
	if err != nil {
		return nil, err
	}
	out := map[string][]record.RefusedRow{}
	for i, run := range runs {
		for _, name := range run.Files {
			delete(out, name)
		}
		for _, row := range rows[i] {
			out[row.File] = append(out[row.File], row)
		}
	}
	return out, nil
}

func cellBool(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

// makeFiles gathers the reports by where they came from, the last first.
func (d *desk) makeFiles() []importFile {
	at := map[string]int{}
	var out []importFile
	for i := range d.Reports {
		r := &d.Reports[i]
		n, ok := at[r.Name]
		if !ok {
			n, at[r.Name] = len(out), len(out)
			out = append(out, importFile{Name: r.Name, Reader: r.Reader, First: r.Seq, fold: fold(r.Name + " " + r.Reader)})
		}
		f := &out[n]
		f.Reports++
		f.Claims += len(r.Coded.Claims)
		f.Warnings += len(r.Warnings)
		f.Last = r.Seq
		if r.Coded.NotCoded != "" {
			f.NotCoded++
		}
	}
	slices.SortStableFunc(out, func(a, b importFile) int { return cmp.Compare(b.Last, a.Last) })
	return out
}
