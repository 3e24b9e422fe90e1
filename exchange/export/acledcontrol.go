package export

import (
	"cmp"
	"fmt"
	"strings"

	"cairn"
	"cairn/toll"
)

// control writes changes of hands as ACLED's three transfer sub-types. Which of
// the three it is depends on who took the place; where that is not known, or the
// change is none of them (a siege), the row stays out and is counted.
func (a *acled) control(out Form) error {
	for _, line := range a.d.Control {
		for i, tr := range line.Transitions {
			id := fmt.Sprintf("t-%012x-%d", number(line.Place+"|"+line.Locus.Country), i+1)
			w, l := &cairn.When{Period: tr.Time}, line.Locus
			l.Precision = cmp.Or(l.Precision, "exact")
			why := notACLED(w, &l)
			if tr.ACLED == "" {
				why = "left out: " + tr.Change + " is no transfer of territory that ACLED has a word for"
			}
			if why != "" {
				a.lost.losses.Add(a.table.Name, "control", why, id)
				continue
			}
			a.clear()
			a.transition(id, &tr, w, &l)
			if err := a.put(out); err != nil {
				return err
			}
		}
	}
	return nil
}

func (a *acled) transition(id string, tr *toll.Transition, w *cairn.When, l *cairn.Locus) {
	a.set("event_id_cnty", id)
	code, _ := acledTime(w)
	a.set("time_precision", code)
	a.set("event_date", midpoint(w))
	a.year(midpoint(w))
	a.where(l)
	event := "Battles"
	if tr.ACLED == "Non-violent transfer of territory" {
		event = "Strategic developments"
	}
	a.types(event, tr.ACLED)
	a.side("1", cmp.Or(tr.To, tr.From), tr.Accounts)
	if tr.To != "" {
		a.side("2", tr.From, tr.Accounts)
	}
	var roots, claims, known, unnamed []string
	for _, x := range tr.Accounts {
		roots, claims = appendNew(roots, x.Root), appendNew(claims, x.Claim.Claim)
		switch x.Kind {
		case "named", "primary":
			known = appendNew(known, x.Root)
		case "unnamed":
			unnamed = appendNew(unnamed, x.Root)
		}
	}
	a.set("cairn_roots_low", len(known))
	a.set("cairn_roots_high", len(known)+len(unnamed))
	notes := "According to " + strings.Join(roots, "; ") + "."
	for _, d := range tr.Differ {
		notes += " Accounts differ: " + d + "."
	}
	a.set("source", strings.Join(roots, "; "))
	a.set("notes", notes)
	if strings.HasPrefix(a.d.Policy, "acled@") {
		a.set("fatalities", int64(0)) // the dead of the fighting stand in rows of their own; ACLED has no blank
	}
	a.stamp("cairn_", a.d.Stamp)
	a.set("cairn_claims", strings.Join(claims, " "))
}

// side names one side of a change of hands: the first of those who acted
// together as the actor, the others as associated with it.
func (a *acled) side(n, who string, accounts []toll.Account) {
	first, others, _ := strings.Cut(who, " + ")
	a.set("actor"+n, first)
	a.set("assoc_actor_"+n, strings.ReplaceAll(others, " + ", "; "))
	for _, x := range accounts {
		if name, _, _ := strings.Cut(x.Actor, " + "); name == first && first != "" {
			a.set("inter"+n, acledActors[x.Type].name)
		}
	}
}
