// Package draw makes pictures: charts and maps as SVG that print, publish and
// read aloud without any script. It is pure: what walks in are figures, claims
// and events with their precision, what walks out are bytes that are the same
// for the same picture.
//
// Every chart is a plain struct with two methods: SVG, the picture, and Table,
// the same content as rows for whoever cannot or would not look. A picture
// never says more than its table.
//
// A page's content security policy forbids inline style, so each mark carries
// a class and, as presentation attributes, the looks of that class on white
// paper (looks.go). A page that embeds a chart links [Stylesheet], whose rules
// win over the attributes and follow the page's colour scheme; a file that
// stands alone looks right without it. Colour never carries a meaning alone:
// shape, hatching or words say the same.
//
// Words that a chart writes by itself come from a [Words] table, English if
// none is handed in, so that an Arabic page has Arabic charts. Time and numbers
// run left to right in every language, and the axis says so by its labels.
package draw
