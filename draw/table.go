package draw

// Table is a chart's content as rows: for whoever reads by ear, by keyboard, or
// wants to check the picture.
type Table struct {
	Caption string
	Head    []string
	Rows    []Row
}

// Row is one line of a table. Numbers are cells like others; what is not known
// is empty.
type Row struct {
	Cells []string
	Href  string // where the line leads; may be empty
}
