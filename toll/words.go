package toll

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"cairn"
)

// fold makes two spellings of one name comparable; it is never stored or shown.
func fold(s string) string { return strings.Join(strings.Fields(strings.ToLower(s)), " ") }

// interner numbers strings, so that rows compare integers. 0 is the empty string.
type interner struct {
	ids   map[string]int32
	words []string
}

func newInterner() *interner {
	return &interner{ids: map[string]int32{"": 0}, words: []string{""}}
}

func (in *interner) id(s string) int32 {
	if n, ok := in.ids[s]; ok {
		return n
	}
	n := int32(len(in.words))
	in.ids[s] = n
	in.words = append(in.words, s)
	return n
}

func (in *interner) clone() *interner { return &interner{maps.Clone(in.ids), slices.Clone(in.words)} }

// find is the number of a string that may not be there: -1 is nobody's.
func (in *interner) find(s string) int32 {
	if n, ok := in.ids[s]; ok {
		return n
	}
	return -1
}

// dayNumber counts days so that they compare and subtract; 0 is unknown.
func dayNumber(d cairn.Day) int32 {
	if len(d) != len("2006-01-02") || d[4] != '-' || d[7] != '-' {
		return 0
	}
	y, err1 := strconv.Atoi(string(d[:4]))
	m, err2 := strconv.Atoi(string(d[5:7]))
	n, err3 := strconv.Atoi(string(d[8:]))
	if err1 != nil || err2 != nil || err3 != nil || m < 1 || m > 12 || n < 1 || n > 31 {
		return 0
	}
	// Days from civil, with the year starting in March so that the leap day is last.
	if m <= 2 {
		y--
		m += 12
	}
	return int32(365*y+y/4-y/100+y/400+(153*(m-3)+2)/5+n) + 1
}

// actorNames are the members of a party, folded for comparing; joint members
// and alternatives each stand for themselves.
func actorNames(p *cairn.Party) []string {
	if p == nil {
		return nil
	}
	var out []string
	if name := partyName(*p); name != "" {
		out = append(out, fold(name))
	}
	for _, group := range [][]cairn.Party{p.With, p.Or} {
		for i := range group {
			out = append(out, actorNames(&group[i])...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func partyName(p cairn.Party) string {
	if p.Actor != "" {
		return p.Actor
	}
	return p.Text
}

// partyLabel writes a party for people. Joint members are one label, because a
// claim about both is never divided between them.
func partyLabel(p *cairn.Party) string {
	if p == nil {
		return ""
	}
	names := []string{}
	if n := partyName(*p); n != "" {
		names = append(names, n)
	}
	for i := range p.With {
		names = append(names, partyLabel(&p.With[i]))
	}
	slices.Sort(names)
	label := strings.Join(slices.Compact(names), " + ")
	alternatives := []string{}
	if label != "" {
		alternatives = append(alternatives, label)
	}
	for i := range p.Or {
		alternatives = append(alternatives, partyLabel(&p.Or[i]))
	}
	slices.Sort(alternatives)
	return strings.Join(slices.Compact(alternatives), " or ")
}

// placeLabel writes a place for people; joint places are one label.
func placeLabel(l *cairn.Locus) string {
	if l == nil {
		return ""
	}
	names := []string{}
	if l.Name != "" {
		names = append(names, l.Name)
	} else if l.Text != "" {
		names = append(names, l.Text)
	}
	for i := range l.With {
		names = append(names, placeLabel(&l.With[i]))
	}
	slices.Sort(names)
	open := []string{}
	if len(names) > 0 {
		open = append(open, strings.Join(slices.Compact(names), " + "))
	}
	for i := range l.Or {
		open = append(open, placeLabel(&l.Or[i]))
	}
	return strings.Join(open, " or ")
}

// number writes a count with a comma between thousands.
func number(n int64) string {
	s := strconv.FormatInt(n, 10)
	neg := strings.HasPrefix(s, "-")
	s = strings.TrimPrefix(s, "-")
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	if neg {
		return "-" + s
	}
	return s
}

// RangeText writes a figure as it is printed everywhere: "41 to 56 or more".
func RangeText(r cairn.Range) string {
	low, high := r.Low, r.High
	var s string
	switch {
	case low == nil && high == nil:
		return "not known"
	case low == nil:
		s = "at most " + number(*high)
	case high == nil || *low == *high:
		s = number(*low)
	default:
		s = number(*low) + " to " + number(*high)
	}
	if r.Open || high == nil {
		s += " or more"
	}
	return s
}

// plural counts things in words: "1 incident", "3 incidents".
func plural(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return number(int64(n)) + " " + thing + "s"
}
