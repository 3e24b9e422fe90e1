package toll

import (
	"fmt"
	"slices"
	"strings"

	"cairn"
)

// transitions makes one change of hands out of all accounts of it. Accounts
// belong together when their times may be the same and they fit: a capture by
// one side and a loss, withdrawal or evacuation of the other. An account
// without a date joins the one dated change that it can mean.
func transitions(accounts []Account) []Transition {
	var out []Transition
	for _, a := range accounts {
		if i := onlyMeant(out, a); i >= 0 {
			out[i].join(a)
			continue
		}
		if i := slices.IndexFunc(out, func(t Transition) bool { return t.fits(a) }); i >= 0 {
			out[i].join(a)
			continue
		}
		t := Transition{Place: placeLabel(a.place), Time: a.Time, Change: a.Change}
		t.join(a)
		out = append(out, t)
	}
	for i := range out {
		out[i].settle()
	}
	return out
}

// onlyMeant is the one dated change of hands that an account without a date
// can be about: told by then, of actors that fit, and with no other like it.
// Otherwise -1.
func onlyMeant(list []Transition, a Account) int {
	if a.Time.Known() || !changesHands(a.Change) {
		return -1
	}
	found := -1
	for i, t := range list {
		if !t.Time.Known() || !changesHands(t.Change) || a.told != "" && t.Time.Start > a.told || !t.actorsFit(a) || !t.sameSide(a) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = i
	}
	return found
}

// sameSide says whether an account names nobody, describes somebody, or names
// one whom each other account of that side that names anybody names too.
func (t Transition) sameSide(a Account) bool {
	field := "who left it"
	if gains(a.Change) {
		field = "who took it"
	}
	t.Accounts = append(slices.Clone(t.Accounts), a)
	return t.oneSide(field)
}

// gains and leaves are the two sides of one change of hands.
func gains(change string) bool { return change == "captured" }
func leaves(change string) bool {
	return change == "lost" || change == "withdrew" || change == "evacuated"
}
func changesHands(change string) bool { return gains(change) || leaves(change) }

// near is how many days apart two accounts of one change may put it: a report
// of the morning after often says "on Thursday" of Wednesday night.
const near = 1

func (t Transition) fits(a Account) bool {
	if !closeInTime(t.Time, a.Time) {
		return false
	}
	if changesHands(t.Change) && changesHands(a.Change) {
		return t.actorsFit(a)
	}
	return t.Change == a.Change && fold(t.Accounts[0].Actor) == fold(a.Actor)
}

// actorsFit says whether an account may be about the same hands: nobody both
// takes a place and loses it in one change.
func (t Transition) actorsFit(a Account) bool {
	for _, o := range t.Accounts {
		if gains(o.Change) != gains(a.Change) && fold(o.Actor) == fold(a.Actor) && a.Actor != "" {
			return false
		}
	}
	return true
}

func closeInTime(a, b cairn.Period) bool {
	if !a.Known() || !b.Known() {
		return a == b
	}
	wide := cairn.Period{Start: a.Start, End: a.End}
	if wide.Start != "" {
		wide.Start = wide.Start.Add(-near)
	}
	if wide.End != "" {
		wide.End = wide.End.Add(near)
	}
	return wide.Overlaps(b)
}

func (t *Transition) join(a Account) {
	t.Accounts = append(t.Accounts, a)
	if daysIn(a.Time) < daysIn(t.Time) {
		t.Time = a.Time
	}
	if a.Denied {
		return
	}
	if gains(a.Change) || a.Change == "holds" {
		t.To, t.toKnown = fuller(t.To, t.toKnown, a.Actor, a.known)
	}
	if gains(a.Change) {
		t.From = longer(t.From, a.From)
	}
	if leaves(a.Change) {
		t.From, t.fromKnown = fuller(t.From, t.fromKnown, a.Actor, a.known)
	}
	for _, e := range a.Except {
		if !slices.Contains(t.Except, e) {
			t.Except = append(t.Except, e)
		}
	}
	slices.Sort(t.Except)
}

// fuller keeps a name over a description, and of two of a kind the longer.
func fuller(have string, known bool, offered string, named bool) (string, bool) {
	if known == named || have == "" || offered == "" {
		return longer(have, offered), known || named
	}
	if named {
		return offered, true
	}
	return have, true
}

// longer keeps the fuller name of joint actors ("Nusra Front + Jund al-Aqsa"
// over "Nusra Front"), and otherwise the first one said.
func longer(have, offered string) string {
	if have == "" || offered != "" && strings.Contains(offered, have) {
		return offered
	}
	return have
}

// settle says what the transition is, as the accounts together have it, and
// where they differ.
func (t *Transition) settle() {
	for _, a := range t.Accounts {
		if gains(a.Change) {
			t.Change = a.Change
		}
		if t.Extent == "" {
			t.Extent = a.Extent
		}
	}
	t.ACLED = t.acled()
	t.Differ = t.differences()
}

// acled is the sub-type of ACLED that the transition is: by who took the place
// where that is known, or by its being left without a capture.
func (t *Transition) acled() string {
	taken, left, by := false, false, ""
	for _, a := range t.Accounts {
		if a.Denied {
			continue
		}
		if gains(a.Change) {
			taken = true
			if by == "" {
				by = a.Type
			}
		}
		left = left || a.Change == "evacuated" || a.Change == "withdrew"
	}
	switch {
	case taken && (by == "state_forces" || by == "government" || by == "police"):
		return "Government regains territory"
	case taken && by != "" && by != "external_forces":
		return "Non-state actor overtakes territory"
	case !taken && left:
		return "Non-violent transfer of territory"
	}
	return ""
}

// differences lists where accounts contradict one another: a denial, another
// actor, another extent, another manner of leaving.
func (t *Transition) differences() []string {
	var out []string
	values := map[string]map[string][]string{}
	note := func(field, value, root string) {
		if value == "" {
			return
		}
		if values[field] == nil {
			values[field] = map[string][]string{}
		}
		values[field][value] = append(values[field][value], root)
	}
	for _, a := range t.Accounts {
		if a.Denied {
			out = append(out, fmt.Sprintf("%s denies it", rootName(a.Root)))
			continue
		}
		if gains(a.Change) {
			note("who took it", a.Actor, a.Root)
		}
		if leaves(a.Change) {
			note("who left it", a.Actor, a.Root)
			note("how it was left", a.Change, a.Root)
		}
		note("how far", a.Extent, a.Root)
	}
	for _, field := range sortedKeys(values) {
		if names := sortedKeys(values[field]); len(names) > 1 && !(strings.HasPrefix(field, "who ") && t.oneSide(field)) {
			var parts []string
			for _, v := range names {
				parts = append(parts, v+" ("+joinNames(values[field][v])+")")
			}
			out = append(out, field+": "+strings.Join(parts, "; "))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// oneSide says whether those named as having taken (or left) a place fit
// together: every two accounts that name somebody share a name. "The Nusra
// Front" and "the Nusra Front and other groups" do not contradict each other.
func (t *Transition) oneSide(field string) bool {
	var named [][]string
	for _, a := range t.Accounts {
		if !a.Denied && a.known && (gains(a.Change) && field == "who took it" || leaves(a.Change) && field == "who left it") {
			named = append(named, a.names)
		}
	}
	for i, a := range named {
		for _, b := range named[:i] {
			if !slices.ContainsFunc(a, func(n string) bool { return slices.Contains(b, n) }) {
				return false
			}
		}
	}
	return true
}
