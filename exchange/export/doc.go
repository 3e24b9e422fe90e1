// Package export writes a record out in the forms that others read: the field's
// data sets (UCDP GED, ACLED, HDX HAPI, Airwars), and tables of cairn's own as
// CSV, JSON lines, GeoJSON, Parquet, an Excel workbook and an SQLite file.
//
// It is made of two halves that know nothing of each other. A shape says which
// columns a table has and what stands in them (own_*.go, ucdp.go, acled.go,
// hapi.go, airwars.go); a form writes rows of typed columns as bytes (csv.go,
// xlsx.go, parquet.go, sqlite.go ...). Between them stands a [Table] and its
// rows. A shape never formats; a form never decides.
//
// What walks in is a [Data]: reports, incidents with the figures that a policy
// made of them, tolls and timelines of control. It is handed over one incident
// at a time, so that memory does not grow with what is written. What walks out
// is bytes, the same bytes for the same record, and a [Losses] report: every
// target holds less than the record does, and the report says, by field and
// number of rows, what did not fit.
//
// Three rules hold for every target. A figure carries its policy, its as-of, its
// grades, the number of independent roots and the ids of its claims, in columns
// of our own behind those of the field where the target has none. Unknown is
// blank and never zero, unless the target's codebook says otherwise (ACLED) and
// its own policy made the figure. And nothing that runs leaves: a cell of text
// that a spreadsheet would take for a formula is made harmless (OWASP, CSV
// injection), while numbers stay numbers.
package export
