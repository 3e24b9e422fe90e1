package web

import (
	"encoding/csv"
	"strings"
	"testing"

	"cairn/record"
)

// What an import refused is no report, and is told of where its file is shown:
// of each file, what the last import of it refused.
func TestRefusedRowsAreShownWithTheirFile(t *testing.T) {
	s := testServer(t)
	refuse := func(day int, files []string, rows ...record.RefusedRow) {
		t.Helper()
		log, err := s.o.Record.LogImport()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			if err := log.Refuse(row); err != nil {
				t.Fatal(err)
			}
		}
		if err := log.Close(record.Import{At: at(day), By: "ana", Files: files, Rows: map[string]int{"refused": len(rows)}}); err != nil {
			t.Fatal(err)
		}
	}
	refuse(20, []string{"test.txt"}, record.RefusedRow{File: "test.txt", Row: 3, ID: "k3", Error: `test.txt, row 3, column "dead": "many" ` + nasty})
	refuse(21, []string{"gone.csv", "other.csv"}, record.RefusedRow{File: "gone.csv", Row: 1, Error: "gone.csv, row 1: it is not UTF-8"})
	page := get(t, s, "/imports/file?name=test.txt").Body.String()
	if !strings.Contains(page, "1 row refused") || strings.Contains(page, "<script>alert") || !strings.Contains(page, "&#34;many&#34;") {
		t.Errorf("the page of the file says\n%s", page)
	}
	all, err := csv.NewReader(strings.NewReader(get(t, s, "/imports/file.csv?name=test.txt").Body.String())).ReadAll()
	if err != nil || len(all) != 5 || all[4][11] != "3" || all[4][12] != "k3" {
		t.Errorf("as CSV: %v, %v", all, err)
	}
	if list := get(t, s, "/imports.json").Body.String(); !strings.Contains(list, `"name":"gone.csv","reports":0`) || strings.Contains(list, "other.csv") {
		t.Errorf("the list is %s", list)
	}
	if w := get(t, s, "/imports/file?name=gone.csv"); w.Code != 200 || !strings.Contains(w.Body.String(), "not UTF-8") {
		t.Errorf("a file that is refused whole: %d", w.Code)
	}
	if past := get(t, s, "/imports/file?name=test.txt&as_of=2").Body.String(); strings.Contains(past, "refused") {
		t.Error("the past tells of what an import of today refused")
	}
	refuse(22, []string{"gone.csv"})
	if w := get(t, s, "/imports/file?name=gone.csv"); w.Code != 404 {
		t.Errorf("what a later import took is still refused: %d", w.Code)
	}
}
