package place

import (
	"strings"

	"cairn/text"
)

// relate finds what the text says of one place lying in another: "X, Y",
// "X in Y", "the village of X in the Y countryside", "Syria's X".
func (rs *resolver) relate() {
	rs.within, rs.near = make([]int, len(rs.mentions)), make([]bool, len(rs.mentions))
	for i := range rs.mentions {
		rs.within[i] = -1
		rs.near[i] = nearBefore(rs.s[:rs.mentions[i].Span[0]])
	}
	for i := 0; i+1 < len(rs.mentions); i++ {
		a, b := &rs.mentions[i], &rs.mentions[i+1]
		if a.Span[1] > b.Span[0] || b.Demonym != "" {
			continue
		}
		between := rs.s[a.Span[1]:b.Span[0]]
		switch {
		case a.Demonym == "" && containing(between):
			rs.link(i, i+1)
		case between == "'s " || between == "’s ":
			rs.link(i+1, i)
		}
	}
}

func (rs *resolver) link(inner, outer int) {
	a, b := rs.of[inner], rs.of[outer]
	if a == b || !canContain(b.base) {
		return
	}
	rs.within[inner] = outer
	a.parents = append(a.parents, b)
	b.inside = append(b.inside, a)
}

func canContain(cands []Candidate) bool {
	for i := range cands {
		if cands[i].Kind.Area() || cands[i].Kind == Capital || cands[i].Kind == Seat || cands[i].Kind == Town || cands[i].Kind == Camp {
			return true
		}
	}
	return false
}

// containing says whether the words between two names put the first into the
// second.
func containing(between string) bool {
	if between == " (" {
		return true
	}
	if len(between) > 48 || strings.ContainsAny(between, ".;:!?()\"“”") {
		return false
	}
	if trimmed := strings.TrimSpace(between); trimmed == "," {
		return true
	}
	words := strings.Fields(fold(between))
	said := false
	for _, w := range words {
		switch w {
		case "in", "of", "at":
			said = true
		case "the", "s", "northern", "southern", "eastern", "western", "central", "north", "south", "east", "west", "northwestern", "northeastern",
			"southwestern", "southeastern", "town", "village", "city", "district", "county", "area", "neighborhood", "neighbourhood", "suburb", "province",
			"governorate", "camp", "countryside", "rural", "subdistrict", "region", "located", "municipality", "township", "upazila", "local", "lga", "state":
		default:
			return false
		}
	}
	return said && len(words) <= 6
}

// fold is [text.Fold] of a few words, of which there are many.
func fold(s string) string {
	var room [64]byte
	return string(text.AppendFold(room[:0], s))
}

func nearBefore(before string) bool {
	if len(before) > 40 {
		before = before[len(before)-40:]
	}
	words := strings.Fields(fold(before))
	if n := len(words); n > 0 && (words[n-1] == "the" || words[n-1] == "of") {
		if words[n-1] == "of" && n > 1 {
			switch words[n-2] {
			case "outskirts", "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "vicinity", "outside", "km", "miles":
				return true
			}
		}
		words = words[:n-1]
	}
	if len(words) == 0 {
		return false
	}
	switch words[len(words)-1] {
	case "near", "outside", "around", "nearby", "towards":
		return true
	}
	return false
}
