package toll_test

import (
	"flag"
	"os"
	"strings"
	"testing"

	"cairn/toll"
)

var update = flag.Bool("update", false, "write golden files anew")

// TestThePoliciesPageSaysWhatThePoliciesSay keeps docs/policies.md the same as
// the policies that it describes.
func TestThePoliciesPageSaysWhatThePoliciesSay(t *testing.T) {
	all, err := toll.Policies()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	b.WriteString(policiesHead)
	for _, p := range all {
		b.WriteString("\n## " + p.Name + "\n\n```text\n" + p.Describe() + "```\n")
	}
	const page = "../docs/policies.md"
	if *update {
		if err := os.WriteFile(page, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if string(have) != b.String() {
		t.Errorf("%s is not what the policies say: run go test ./toll -run PoliciesPage -update", page)
	}
}

const policiesHead = `# Policies

A policy says how figures are made from claims, in six stages. It is a data file: those below are in ` + "`toll/policies`" + `, and a recorder's own is named by its path (` + "`--policy my.toml`" + `).
Every figure names its policy and version. ` + "`cairn policy show NAME`" + ` prints what stands here, ` + "`cairn policy diff A B`" + ` which incidents of a record change between two, and why.

To write your own, copy the nearest file, change its name, set version = 1, and say in cites which codebook or decision of yours it follows. A word that is no rule is refused, with its line.

| stage | keys | values |
|---|---|---|
| admit | scopes | "incident" (running and closed totals never add up) |
| | stances | of "asserted", "alleged", "claimed", "acknowledged" |
| | clarity | of 1, 2; absent: any |
| | parties | "all", "no_boasts", "none" |
| | unstated | "all", "alone", "primary": what an outlet says in its own name |
| | unnamed, dissent, zero | true or false |
| | roots | how many independent roots an incident needs |
| voice | by | "root", "publisher", "claim" |
| supersede | by | any of "said", "published", in order; empty: nothing is replaced |
| bound | about, nearly | "point", "open", "round", "none" |
| | plural | the least that a plural without a number means; absent: nothing |
| | unsaid | what people harmed without any number count; absent: unknown |
| | word | says, low, high: what a number word bounds |
| choose | low | "least", "best" |
| | best | "most", "majority", "least", "greatest", "latest" |
| | high | "greatest", "greatest_finite", "best" |
| | open | "any", "high" |
| | series | "alone": the toll of the one series of a record without incidents |
| | residual | true: what exact totals of a stated period leave over is added |
| grade | confirmed, fair | how many independent roots; confirmed = 0: only an admission |
| | headline | which grades are in the headline |
`
