// Command cairn is the tool of casualty recorders: it reads reports, finds the
// claims in them, links claims about one event into incidents, tallies,
// checks, and keeps the evidence.
//
// This package only wires the rooms together and talks to people: every
// command is a struct in a file of its name with a Run method. What a command
// needs from the world (standard streams, the clock, the environment) comes in
// through [app], so that tests run the real commands.
package main

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"cairn/exchange"

	"github.com/alecthomas/kong"
	"golang.org/x/term"
)

// Exit codes, as DESIGN.md names them.
const (
	exitDone     = 0
	exitFailed   = 1
	exitUsage    = 2
	exitFindings = 3
)

// app is what commands get from the world.
type app struct {
	in       io.Reader
	out      io.Writer
	err      io.Writer
	now      func() time.Time
	env      func(string) string
	progress bool // standard error is a terminal
	colour   bool // standard output is a terminal and NO_COLOR is not set
	record   string
	// recordNamed: the record's folder was named on the command line.
	recordNamed bool
	inIsTTY     bool
}

// findings is returned by a command that is done and found something.
var errFindings = errors.New("done, with findings")

// usageError is a wrong use that the command line parser cannot see.
type usageError struct{ msg string }

func (e usageError) Error() string { return e.msg }

func usagef(format string, args ...any) error { return usageError{fmt.Sprintf(format, args...)} }

func main() {
	out := bufio.NewWriterSize(os.Stdout, 1<<16)
	a := &app{
		in: os.Stdin, out: out, err: os.Stderr, now: time.Now, env: os.Getenv,
		progress: term.IsTerminal(int(os.Stderr.Fd())),
		colour:   term.IsTerminal(int(os.Stdout.Fd())) && os.Getenv("NO_COLOR") == "",
		inIsTTY:  term.IsTerminal(int(os.Stdin.Fd())),
	}
	code := run(a, os.Args[1:])
	if err := out.Flush(); err != nil && code == exitDone {
		fmt.Fprintf(os.Stderr, "cairn: write the output: %v\n", err)
		code = exitFailed
	}
	os.Exit(code)
}

// run parses the arguments, runs the command and returns the exit code.
func run(a *app, args []string) (code int) {
	var c cli
	var exit exitCode
	parser, err := kong.New(&c,
		kong.Name("cairn"),
		kong.Description("Records casualties of armed conflict from reports that contradict one another, and keeps every number's claims."),
		kong.Writers(a.out, a.err),
		kong.UsageOnError(),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}),
		kong.Vars{"record": cmp.Or(a.env("CAIRN_RECORD"), "cairn-record"), "formats": strings.Join(exchange.FormatNames(), ", ")},
		kong.Exit(func(code int) { panic(exitCode(code)) }),
	)
	if err != nil {
		fmt.Fprintf(a.err, "cairn: %v\n", err)
		return exitFailed
	}
	defer func() { // --help and --version end the run from inside the parser
		if p := recover(); p != nil {
			var ok bool
			if exit, ok = p.(exitCode); !ok {
				panic(p)
			}
			code = int(exit)
		}
	}()
	if len(args) == 0 {
		args = []string{"--help"}
	}
	ctx, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(a.err, "cairn: %v\nSee cairn --help.\n", err)
		return exitUsage
	}
	a.record = c.Record
	a.recordNamed = slices.ContainsFunc(args, func(arg string) bool { return arg == "--record" || strings.HasPrefix(arg, "--record=") })
	return exitOf(a, ctx.Run(a, commandName(ctx.Selected().Name)))
}

type exitCode int

func exitOf(a *app, err error) int {
	var usage usageError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errFindings):
		return exitFindings
	case errors.As(err, &usage):
		fmt.Fprintf(a.err, "cairn: %v\n", err)
		return exitUsage
	}
	fmt.Fprintf(a.err, "cairn: %v\n", visible(strings.ReplaceAll(err.Error(), "\n", "; ")))
	return exitFailed
}
