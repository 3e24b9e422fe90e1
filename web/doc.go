// Package web is the server: the screens on which recorders work and readers
// look, and the same content as data.
//
// A screen is a function from a question ([ask]: a path, its parameters, the
// record as it is or was) to a [page]: one view struct, shown by a template to
// people and written as JSON, CSV or GeoJSON to programs. Nothing is said to
// one that is not said to the other, and every view has an address. What a
// screen needs is laid out once for each state of the record (a [desk]) and
// only read afterwards, so that a page costs its own making and nothing more;
// and because a page is a function of the record's state and its address, it is
// kept, and told apart by an ETag that is the hash of its bytes.
//
// What walks in is an open record and a few functions that know actors and
// places ([Options]); the room knows no language of reports and no SQL, and it
// asks no other host for anything.
//
// Everything that a report says is foreign: it reaches a page as text nodes
// only, isolated (<bdi>) so that it cannot turn the line around it, with
// characters that act on the reader's eye made visible. A content security
// policy without exceptions stands behind that, should it ever fail.
//
// Every word of the server's own comes from the catalogue (words/*.toml), in
// English and in Arabic. A screen has no text of its own; a test renders every
// page in a pseudo-language and fails on what is left over.
//
// There are no accounts yet. The server therefore listens on this machine
// alone ([Listen]) and refuses names of hosts that are not it.
package web
