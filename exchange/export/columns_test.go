package export

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"cairn/toll"
)

// docs/columns.md says what stands in every column of cairn's own tables.
func TestColumnsAreDocumented(t *testing.T) {
	const file = "../../docs/columns.md"
	var b strings.Builder
	b.WriteString("# The columns of cairn's own tables\n\nMade from the code by `go test ./exchange/export -run Columns -update`. They are the same in CSV, Parquet, workbooks and the SQLite file; GeoJSON has them as properties. A blank (null) is unknown and never zero. What the field's own columns hold is in [formats](formats.md).\n")
	by := toll.Toll{Group: []toll.Dimension{toll.ByMonth}}
	for _, table := range []Table{ReportTable(), IncidentTable(), ClaimTable(), TollTable(by), TollClaimTable(by), {Name: "(behind the field's columns)", Means: "What stands behind the columns of UCDP, ACLED and Airwars.", Columns: fieldStamp()}} {
		fmt.Fprintf(&b, "\n## %s\n\n%s", table.Name, table.Means)
		if len(table.Key) > 0 {
			fmt.Fprintf(&b, " Key: %s.", strings.Join(table.Key, ", "))
		}
		b.WriteString("\n\n| column | type | what stands in it |\n|---|---|---|\n")
		for _, c := range table.Columns {
			if c.Means == "" || strings.HasPrefix(c.Means, string(c.Type)) {
				t.Errorf("%s.%s: nothing is said of it", table.Name, c.Name)
			}
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", c.Name, c.Type, c.Means)
		}
	}
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("docs/columns.md is not in step with the code: run this test with -update")
	}
}
