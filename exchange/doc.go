// Package exchange reads and writes the field's formats: event data sets such
// as UCDP GED and ACLED in (and, in exchange/export, out).
//
// A row of somebody's data set becomes a report published by that data set,
// with claims. Its text is the row itself, one line "column: value" for each
// column that is not blank, so that every number opens down to the words of
// the row, and the exact bytes of the row are kept as the report's original.
// What the row names as its sources becomes the attribution of its claims; its
// precision codes become the precision of place and time. Nothing is repaired:
// a row that breaks its own codebook (low above best, parts that do not sum)
// is kept as it is and flagged.
//
// Columns are found by name, never by position, because codebooks reorder them
// between versions. Input is streamed: memory does not grow with the file.
// Gzip and zip are read directly, with a bound on what they unpack to.
//
// The way out is a room of its own below this one, exchange/export.
package exchange
