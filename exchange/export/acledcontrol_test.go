package export

import (
	"strings"
	"testing"

	"cairn"
	"cairn/toll"
)

// ACLED has a word for three changes of hands; the others stay out, and the loss
// report says so.
func TestChangesOfHandsInTheWordsOfACLED(t *testing.T) {
	d := laidOut(t, "acled", nil)
	account := func(actor, kind, root, voice string) toll.Account {
		return toll.Account{Claim: toll.ClaimRef{Report: "r-1", Claim: "c-" + root}, Root: root, Kind: voice, Actor: actor, Type: kind}
	}
	day := cairn.Period{Start: "2015-09-09", End: "2015-09-09"}
	d.Control = []toll.Timeline{{Place: "Old Bridge", Locus: cairn.Locus{Name: "Old Bridge", Country: "SY", Precision: "exact"}, Transitions: []toll.Transition{
		{Time: day, To: "Group A + Group B", From: "Army", Change: "captured", ACLED: "Non-state actor overtakes territory",
			Accounts: []toll.Account{account("Group A + Group B", "rebel_group", "Monitor", "named"), account("Army", "state_forces", "activists", "unnamed")}},
		{Time: cairn.Period{Start: "2015-09-10", End: "2015-09-12"}, To: "Army", Change: "captured", ACLED: "Government regains territory", Accounts: []toll.Account{account("Army", "state_forces", "Monitor", "named")}},
		{Time: day, From: "Army", Change: "withdrew", ACLED: "Non-violent transfer of territory", Accounts: []toll.Account{account("Army", "state_forces", "Monitor", "named")}},
		{Time: day, To: "Army", Change: "besieged", Accounts: []toll.Account{account("Army", "state_forces", "Monitor", "named")}},
		{Time: cairn.Period{Start: "2015-01-01", End: "2015-12-31"}, To: "Army", Change: "captured", ACLED: "Government regains territory"},
	}}}
	out, losses := exported(t, "acled", "", d)
	_, rows := byName(t, out)
	var got []string
	for _, r := range rows {
		var cells []string
		for _, column := range strings.Fields("event_date time_precision event_type sub_event_type actor1 assoc_actor_1 inter1 actor2 inter2 fatalities cairn_policy cairn_roots_low cairn_roots_high") {
			cells = append(cells, r[column])
		}
		got = append(got, strings.Join(cells, "|"))
	}
	want := []string{
		"2015-09-09|1|Battles|Non-state actor overtakes territory|Group A|Group B|Rebel group|Army|State forces|0|acled@1|1|2",
		"2015-09-11|2|Battles|Government regains territory|Army||State forces|||0|acled@1|1|1",
		"2015-09-09|1|Strategic developments|Non-violent transfer of territory|Army||State forces|||0|acled@1|1|1",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("rows\n%s, want\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	var lost []string
	for _, l := range losses.List() {
		if l.Field == "control" {
			lost = append(lost, l.What)
		}
	}
	if strings.Join(lost, "; ") != "left out: besieged is no transfer of territory that ACLED has a word for; left out: the time is not known to a month" {
		t.Errorf("losses %q", lost)
	}
}
