package main

import "github.com/alecthomas/kong"

// cli is every command with its flags. What a command does is in the file of
// its name.
type cli struct {
	Record string `help:"Folder of the record (or CAIRN_RECORD)." default:"${record}" placeholder:"DIR"`

	Code     codeCmd     `cmd:"" help:"Filter: reports in, claims out (JSON lines)."`
	Estimate estimateCmd `cmd:"" help:"Infer the undocumented from the overlaps of lists; kept apart from every toll."`
	Place    placeCmd    `cmd:"" help:"Look a place up in the gazetteer, or import a country pack."`
	Schema   schemaCmd   `cmd:"" help:"Print the JSON Schema of claims and incidents."`

	Version kong.VersionFlag `help:"Print the version."`
}
