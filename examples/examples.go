// Package examples holds the reports that `cairn demo` makes a record of. The
// texts are written for this project and the facts are public; README.md in
// this folder says which trap each report is there for.
package examples

import "embed"

// Files holds the reports (*.txt, with header lines) and the register of
// sources (sources.toml).
//
//go:embed *.txt sources.toml
var Files embed.FS
