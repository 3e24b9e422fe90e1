package main

import "github.com/alecthomas/kong"

// cli is every command with its flags. What a command does is in the file of
// its name.
type cli struct {
	Record string `help:"Folder of the record (or CAIRN_RECORD)." default:"${record}" placeholder:"DIR"`

	Demo      demoCmd      `cmd:"" help:"Make a record of the example reports and show what cairn finds."`
	Add       addCmd       `cmd:"" help:"Add reports: files, folders or standard input."`
	Claims    claimsCmd    `cmd:"" help:"List claims with who says so."`
	Incidents incidentsCmd `cmd:"" help:"List incidents with low / best / high."`
	Show      showCmd      `cmd:"" help:"Show a report, claim, incident or decision, down to its sentence."`
	Toll      tollCmd      `cmd:"" help:"Tolls under a policy, as known on any date."`
	Control   controlCmd   `cmd:"" help:"Who held which place, according to whom."`
	Check     checkCmd     `cmd:"" help:"Check the arithmetic of everybody's numbers."`
	Policy    policyCmd    `cmd:"" help:"How figures are made: the policies, and what changes from one to another."`
	Pattern   patternCmd   `cmd:"" help:"An actor's earlier incidents of a kind."`
	Review    reviewCmd    `cmd:"" help:"Record a person's decision; without one, what waits for it."`
	Source    sourceCmd    `cmd:"" help:"The register of sources."`
	Verify    verifyCmd    `cmd:"" help:"Check that nothing recorded was altered."`
	Rebuild   rebuildCmd   `cmd:"" help:"Make the derived tables again from the ledger."`
	Serve     serveCmd     `cmd:"" help:"Read, review and decide in a browser on this machine."`

	Import importGroup `cmd:"" help:"Read somebody's data set: UCDP GED, ACLED, GTD, Iraq Body Count, Airwars, HDX HAPI, Tech for Palestine, or a table of your own."`
	Export exportCmd   `cmd:"" help:"Write tolls, incidents or claims in the formats of the field."`

	Estimate estimateCmd `cmd:"" help:"Infer the undocumented from the overlaps of lists; kept apart from every toll."`

	Code   codeCmd   `cmd:"" help:"Filter: reports in, claims out (JSON lines)."`
	Link   linkCmd   `cmd:"" help:"Filter: coded reports in, incidents and totals out (JSON lines)."`
	Match  matchCmd  `cmd:"" help:"Match event tables with each other; every row keeps its numbers."`
	When   whenCmd   `cmd:"" help:"What days a time expression means."`
	Schema schemaCmd `cmd:"" help:"Print the JSON Schema of claims and incidents."`
	Place  placeCmd  `cmd:"" help:"Look a place up in the gazetteer, or import a country pack."`

	Version kong.VersionFlag `help:"Print the version."`
}

// commandName is the last word of the command that runs: one struct serves
// several commands that differ in their verdict only.
type commandName string
