package export

import "cairn"

// Who a victim was is kept as reported and written here in the words of each
// standard. The same people have different names in each of them: captured
// soldiers shot dead are civilians to ACLED, hors de combat to Airwars, and
// other protected persons to OHCHR and the SDG indicator.

// helpless are the conditions in which a fighter is out of the fight.
var helpless = map[string]bool{"captive": true, "in_custody": true, "surrendered": true, "wounded": true, "patient": true}

// fighters are the statuses of those who fight.
var fighters = map[string]bool{"armed_forces": true, "armed_group": true, "pro_government_militia": true}

func outOfTheFight(v cairn.Victims) bool { return fighters[v.Status] && helpless[v.Condition] }

// sdgStatus is the status of victims in SDG indicator 16.1.2.
func sdgStatus(v cairn.Victims) string {
	if outOfTheFight(v) {
		return "other protected person"
	}
	switch v.Status {
	case "civilian":
		return "civilian"
	case "other_protected":
		return "other protected person"
	case "armed_forces":
		return "member of armed forces"
	case "armed_group", "pro_government_militia":
		return "person directly participating in hostilities"
	case "police", "suspect", "mixed", "unknown":
		return "unknown" // the indicator has no word for them, and which one fits is not said
	}
	return ""
}

// airwarsGroup is the casualty group of victims in Airwars' tables.
func airwarsGroup(v cairn.Victims) string {
	if outOfTheFight(v) {
		return "persons_hors_de_combat"
	}
	switch v.Status {
	case "civilian":
		return "civilian_non_combatants"
	case "other_protected":
		return "other_protected_persons"
	case "armed_forces":
		return "member_of_armed_forces"
	case "armed_group", "pro_government_militia":
		return "persons_directly_participating_in_hostilities"
	}
	return "undetermined"
}

// acledVictims says how ACLED names victims as an actor: civilians, whoever
// cannot fight being one; protesters; or an armed side.
func acledVictims(v cairn.Victims) string {
	switch {
	case v.Condition == "protesting":
		return "Protesters"
	case v.Status == "civilian" || v.Status == "other_protected" || outOfTheFight(v):
		return "Civilians"
	case fighters[v.Status] || v.Status == "police":
		return "armed"
	}
	return ""
}

// oneVictim is what all victims of an incident have in common: a status or a
// condition on which its claims differ is mixed, and absent.
func oneVictim(all []cairn.Victims) cairn.Victims {
	var out cairn.Victims
	for i, v := range all {
		switch {
		case i == 0 || out.Status == "":
			out.Status = v.Status
		case v.Status != "" && v.Status != out.Status:
			out.Status = "mixed"
		}
		switch {
		case i == 0 || out.Condition == "":
			out.Condition = v.Condition
		case v.Condition != "" && v.Condition != out.Condition:
			out.Condition = ""
		}
		if out.Affiliation == "" {
			out.Affiliation = v.Affiliation
		}
	}
	return out
}
