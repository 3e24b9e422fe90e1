package link

import (
	"slices"
	"strings"
)

// People who say something together are one voice ("the monitor and the civil
// defence said"): nobody can tell whether the second of them knows more than the
// first told him. Where one of them also speaks alone of the incident, the joint
// statement is his. The sources that a row of a data set lists are several: each
// was asked by those who made the row.

// strength orders kinds of voices: in a joint statement the strongest are heard.
var strength = map[string]int{kindNamed: 0, kindPrimary: 0, kindUnnamed: 1, kindParty: 2, kindUnstated: 3}

// rank orders origins in an incident.
var rank = map[string]int{kindNamed: 0, kindPrimary: 1, kindUnnamed: 2, kindParty: 3, kindUnstated: 4}

// heardAs are, for each claim of an incident, the voices it counts for: one, and
// only of a row with several sources more.
func heardAs(all []said) [][]voice {
	out := make([][]voice, len(all))
	alone := map[string]bool{}
	var joint []int
	for i := range all {
		out[i] = all[i].voices
		if !all[i].claim.IsRow() {
			out[i] = strongest(out[i])
		}
		if len(out[i]) == 1 {
			alone[out[i][0].key] = true
		} else if !all[i].claim.IsRow() {
			joint = append(joint, i)
		}
	}
	var together [][]voice // speakers who say nothing alone; those of two statements that share one are one voice
	for _, i := range joint {
		if at := slices.IndexFunc(out[i], func(v voice) bool { return alone[v.key] }); at >= 0 {
			out[i] = out[i][at : at+1]
		} else {
			together = mergeSharing(together, out[i])
		}
	}
	for _, i := range joint {
		if len(out[i]) > 1 {
			out[i] = []voice{jointVoice(together[slices.IndexFunc(together, func(g []voice) bool { return sharesVoice(g, out[i]) })])}
		}
	}
	return out
}

// strongest are the voices of the strongest kind among them, by key.
func strongest(voices []voice) []voice {
	best := slices.MinFunc(voices, func(a, b voice) int { return strength[a.kind] - strength[b.kind] })
	var out []voice
	for _, v := range voices {
		if strength[v.kind] == strength[best.kind] {
			out = append(out, v)
		}
	}
	slices.SortFunc(out, func(a, b voice) int { return strings.Compare(a.key, b.key) })
	return out
}

func sharesVoice(a, b []voice) bool {
	return slices.ContainsFunc(a, func(v voice) bool { return hasVoice(b, v.key) })
}

func hasVoice(voices []voice, key string) bool {
	return slices.ContainsFunc(voices, func(v voice) bool { return v.key == key })
}

// mergeSharing adds a group of voices to groups that share none.
func mergeSharing(groups [][]voice, add []voice) [][]voice {
	add = slices.Clone(add)
	groups = slices.DeleteFunc(groups, func(g []voice) bool {
		if !sharesVoice(g, add) {
			return false
		}
		for _, v := range g {
			if !hasVoice(add, v.key) {
				add = append(add, v)
			}
		}
		return true
	})
	return append(groups, add)
}

// jointVoice is one voice of several.
func jointVoice(of []voice) voice {
	of = slices.Clone(of)
	slices.SortFunc(of, func(a, b voice) int { return strings.Compare(a.key, b.key) })
	out := voice{kind: of[0].kind}
	var keys, labels []string
	for _, v := range of {
		keys, labels = append(keys, v.key), append(labels, v.label)
		if rank[v.kind] < rank[out.kind] {
			out.kind = v.kind
		}
	}
	slices.Sort(labels)
	out.key, out.label = strings.Join(keys, " + "), strings.Join(labels, " + ")
	return out
}
