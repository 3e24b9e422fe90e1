package estimate

import (
	"fmt"
	"strings"
	"testing"

	"cairn"
)

// told is a report in which somebody names the dead of an incident.
func told(id, publisher, root string, names ...string) cairn.Coded {
	c := cairn.Claim{ID: "c-" + id, Kind: cairn.Casualty, Measure: cairn.Killed, Stance: cairn.Asserted, Victims: &cairn.Victims{}}
	for _, n := range names {
		c.Victims.Persons = append(c.Victims.Persons, cairn.Person{Name: n})
	}
	if root != "" {
		c.Attribution = []cairn.Speaker{{Words: cairn.Words{Text: root}, Named: true}}
	}
	return cairn.Coded{Report: cairn.Report{ID: id, Publisher: publisher}, Claims: []cairn.Claim{c}}
}

func incident(id, day string, reports ...string) cairn.Linked {
	li := &cairn.LinkedIncident{ID: id, Time: &cairn.When{Period: cairn.Period{Start: cairn.Day(day), End: cairn.Day(day)}}}
	for _, r := range reports {
		li.Reports = append(li.Reports, cairn.IncidentReport{ID: r, Claims: []string{"c-" + r}})
	}
	return cairn.Linked{Type: "incident", LinkedIncident: li}
}

func patternsOf(t Table) string {
	out := strings.Join(t.Names(), ",")
	for _, c := range t.Cells {
		out += fmt.Sprintf(" %b:%d", c.On, c.Count)
	}
	return out
}

func TestARecordsOwnPersonsMakeATable(t *testing.T) {
	reports := []cairn.Coded{
		told("a", "Paper", "Monitor", "Sami Haddad", "Rana Aziz", "Omar Said"),
		told("b", "Post", "Council", "sami  haddad", "Lina Khoury"),
		told("c", "Post", "Monitor", "Rana Aziz"), // the same root in another paper
		told("d", "Herald", "", "Sami Haddad"),    // of another incident: another person
		told("e", "Herald", "", "Huda Saleh"),     // linked to nothing
	}
	reports[0].Claims = append(reports[0].Claims, cairn.Claim{ID: "c-45", Kind: cairn.Casualty, Measure: cairn.Killed, Count: &cairn.Quantity{}})
	linked := []cairn.Linked{incident("i", "2015-09-18", "a", "b", "c"), incident("j", "2016-01-02", "d")}
	byYear := func(li *cairn.LinkedIncident) string { return string(li.Time.Start[:4]) }
	for _, c := range []struct {
		why  string
		o    ClaimOptions
		want string
	}{
		{"by root", ClaimOptions{}, "Council,Herald,Monitor 1:1 10:1 100:2 101:1"},
		{"by publisher", ClaimOptions{By: "publisher"}, "Herald,Paper,Post 1:1 10:1 100:1 110:2"},
		{"two lists of them", ClaimOptions{Lists: []string{"Council", "Monitor"}}, "Council,Monitor 1:1 10:2 11:1"},
		{"by year", ClaimOptions{Stratum: byYear}, "Council,Herald,Monitor 1:1 100:2 101:1 | Council,Herald,Monitor 10:1"},
		{"without a rejected report", ClaimOptions{Rejected: func(id string) bool { return id == "d" }}, "Council,Monitor 1:1 10:2 11:1"},
	} {
		got, err := FromClaims(reports, linked, c.o)
		if err != nil {
			t.Fatalf("%s: %v", c.why, err)
		}
		var tables []string
		for _, table := range got.Tables {
			tables = append(tables, patternsOf(table))
		}
		if text := strings.Join(tables, " | "); text != c.want {
			t.Errorf("%s: %s, want %s", c.why, text, c.want)
		}
		if left := strings.Join(got.Left, "\n"); !strings.Contains(left, "claims of a count without names (1): ") || !strings.Contains(left, "named persons (1): their claims are linked to no incident") {
			t.Errorf("%s: left out: %s", c.why, left)
		}
	}
}

func TestNamesThatAreNotOfTheDeadAreNoEntries(t *testing.T) {
	injured, denied, history := told("a", "A", "Monitor", "Sami Haddad"), told("b", "B", "Council", "Rana Aziz"), told("c", "C", "Office", "Omar Said")
	injured.Claims[0].Victims.Persons[0].State = "injured"
	denied.Claims[0].Stance = cairn.Denied
	history.Claims[0].Scope = cairn.ScopeBackground
	_, err := FromClaims([]cairn.Coded{injured, denied, history}, []cairn.Linked{incident("i", "2015-09-18", "a", "b", "c")}, ClaimOptions{})
	if err == nil || !strings.Contains(err.Error(), "E2: the record names nobody among its dead") {
		t.Errorf("error %v", err)
	}
	counts := cairn.Coded{Report: cairn.Report{ID: "a"}, Claims: []cairn.Claim{{ID: "c-a", Kind: cairn.Casualty, Measure: cairn.Killed, Count: &cairn.Quantity{}}}}
	if _, err = FromClaims([]cairn.Coded{counts}, nil, ClaimOptions{}); err == nil || !strings.Contains(err.Error(), "(claims that give a count alone: 1): a claim of 45 soldiers is not 45 entries of a list") {
		t.Errorf("bare counts: %v", err)
	}
	if _, err = FromClaims([]cairn.Coded{told("a", "A", "Monitor", "Sami Haddad")}, []cairn.Linked{incident("i", "2015-09-18", "a")}, ClaimOptions{}); err == nil || !strings.Contains(err.Error(), "E1") {
		t.Errorf("one list: %v", err)
	}
}

// Attributions tell which lists are not independent.
func TestListsThatGoBackToOneRootAreNamed(t *testing.T) {
	reports := []cairn.Coded{
		told("a", "Paper", "Monitor", "Sami Haddad", "Rana Aziz"),
		told("b", "Post", "Monitor", "Sami Haddad", "Lina Khoury"),
		told("c", "Monitor", "", "Sami Haddad"),
		told("d", "Herald", "", "Omar Said"),
		told("e", "Mixed", "Monitor", "Sami Haddad"),
		told("f", "Mixed", "Council", "Rana Aziz"),
		told("g", "Echo", "Office", "Sami Haddad"),
		told("h", "Sound", "Office", "Sami Haddad"),
	}
	got, err := FromClaims(reports, []cairn.Linked{incident("i", "2015-09-18", "a", "b", "c", "d", "e", "f", "g", "h")}, ClaimOptions{By: "publisher"})
	if err != nil {
		t.Fatal(err)
	}
	var copies []string
	for _, l := range got.Tables[0].Lists {
		if l.CopyOf != "" {
			copies = append(copies, l.Name+" of "+l.CopyOf+": "+l.Why)
		}
	}
	want := "Paper of Monitor: 2 of its 2 entries go back to Monitor\nPost of Monitor: 2 of its 2 entries go back to Monitor\nSound of Echo: 1 of its 1 entries go back to Office"
	if text := strings.Join(copies, "\n"); text != want {
		t.Errorf("copies\n%s\nwant\n%s", text, want)
	}
	refused := Check(got.Tables[0], 1)
	if len(refused) == 0 || refused[0].Code != "E3" {
		t.Errorf("findings %v", refused)
	}
}
