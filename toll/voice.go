package toll

import (
	"slices"
	"strings"

	"cairn"
)

// voiceKind is how a voice weighs: as `link` names the kinds of origin.
type voiceKind uint8

const (
	voiceUnstated voiceKind = iota // an outlet's own words, not known to gather information
	voiceUnnamed                   // "activists"
	voiceParty                     // takes part in the conflict
	voicePrimary                   // an outlet with its own reporters
	voiceNamed
)

var voiceKinds = map[string]voiceKind{"unstated": voiceUnstated, "unnamed": voiceUnnamed, "party": voiceParty, "primary": voicePrimary, "named": voiceNamed}

// independent says whether the voice counts in the low of independence.
func (k voiceKind) independent() bool { return k == voiceNamed || k == voicePrimary }

// voice is who is heard in a claim.
type voice struct {
	label string
	kind  voiceKind
}

// voiceOf finds who is heard in a claim where linking did not say: the root,
// and without one the publisher.
func voiceOf(c *cairn.Claim, r *Report, d *decided) voice {
	root := c.Root()
	if root == nil {
		if d.sources[fold(r.Publisher)].Primary {
			return voice{r.Publisher, voicePrimary}
		}
		return voice{r.Publisher, voiceUnstated}
	}
	v := voice{label: speakerLabel(root), kind: voiceNamed}
	switch {
	case isParty(root, c, d):
		v.kind = voiceParty
	case !root.Named && root.Actor == "":
		v.kind = voiceUnnamed
	}
	return v
}

// originsOf is the origin that linking gave each claim of an incident.
func originsOf(li *cairn.LinkedIncident) map[string]*cairn.Origin {
	if len(li.Origins) == 0 {
		return nil
	}
	out := make(map[string]*cairn.Origin, len(li.Origins))
	for i := range li.Origins {
		for _, id := range li.Origins[i].Claims {
			out[id] = &li.Origins[i]
		}
	}
	return out
}

// voiceIn is who is heard in a claim of an incident: the origin that linking
// found, and otherwise what the claim itself says.
func voiceIn(who map[string]*cairn.Origin, c *cairn.Claim, r *Report, d *decided) voice {
	v := voiceOf(c, r, d)
	o := who[c.ID]
	if o == nil {
		return v
	}
	if o.Root != "" {
		v.label = o.Root
	}
	if kind, said := voiceKinds[o.Kind]; said {
		v.kind = kind
	}
	return v
}

func speakerLabel(s *cairn.Speaker) string {
	var names []string
	if label := s.Label(); label != "" {
		names = append(names, label)
	}
	for i := range s.With {
		names = append(names, speakerLabel(&s.With[i]))
	}
	slices.Sort(names)
	return strings.Join(slices.Compact(names), " + ")
}

// isParty says whether a speaker takes part in what it speaks of.
func isParty(s *cairn.Speaker, c *cairn.Claim, d *decided) bool {
	if d.sources[fold(s.Label())].Party || s.Type == "armed_group" || s.Type == "party" {
		return true
	}
	return speaksForPerpetrator(s, c) || speaksForVictims(s, c)
}

func speaksForPerpetrator(s *cairn.Speaker, c *cairn.Claim) bool {
	return s.Actor != "" && slices.Contains(actorNames(c.Perpetrator), fold(s.Actor))
}

func speaksForVictims(s *cairn.Speaker, c *cairn.Claim) bool {
	if c.Victims == nil {
		return false
	}
	return s.Actor != "" && fold(s.Actor) == fold(c.Victims.Affiliation) ||
		s.Type == "military" && c.Victims.Status == "armed_forces"
}

// boast says whether a party speaks of harm that it did to others without
// speaking against its own interest. A row of a data set is the word of its
// makers, who weighed what a party said.
func boast(c *cairn.Claim, kind voiceKind) bool {
	root := c.Root()
	if root == nil || kind != voiceParty || c.Stance == cairn.Acknowledged || c.IsRow() {
		return false
	}
	return !speaksForVictims(root, c)
}

// side groups the statuses of victims so that people of two sides are known to
// be different people. Statuses that may overlap share a side.
var side = map[string]uint8{
	"armed_forces": 1, "police": 1, "pro_government_militia": 1,
	"armed_group": 2,
	"civilian":    3, "other_protected": 3,
	"suspect": 4,
}
