package exchange

import (
	"slices"
	"strings"

	"cairn"
)

// counted is what the columns of one measure and one group of people are.
type counted struct{ column, low, high string }

// counts proposes the columns of numbers of people: what was done to them, which
// of them, and which end of a range, are read off the words of the name.
func (p *proposal) counts() {
	found := map[[2]string]*counted{}
	for _, column := range p.header {
		words := nameWords(column)
		harm, people := kindOf(p.words.harm, words), kindOf(p.words.people, words)
		bound := kindOf(p.words.bound, words)
		switch {
		case p.used[column] || !p.mostly(column, isCount) || !p.filled(column):
			continue
		case p.words.fields["age"].says(words) > 0 || harm == "" && people == "" && (bound == "" || len(words) > 2):
			continue
		}
		if harm == "" {
			harm = string(cairn.Killed)
		}
		key := [2]string{harm, people}
		if found[key] == nil {
			found[key] = &counted{}
		}
		c := found[key]
		at := map[string]*string{"": &c.column, "low": &c.low, "high": &c.high}[bound]
		if *at == "" || len(words) < len(nameWords(*at)) { // of two columns for one thing, the plainer
			*at = column
		}
	}
	for _, measure := range cairn.Measures() {
		p.measure(string(measure), found)
	}
	if len(found) > 0 || p.person() {
		return
	}
	p.say("\n# [[count]] # no column of numbers of people was found: at least one is needed\n# measure = \"killed\"\n# column = \"\"")
}

// measure writes the counts of one measure: all people first, and then groups.
func (p *proposal) measure(measure string, found map[[2]string]*counted) {
	all := found[[2]string{measure, ""}]
	var groups []string
	for key := range found {
		if key[0] == measure && key[1] != "" {
			groups = append(groups, key[1])
		}
	}
	slices.Sort(groups)
	if all != nil {
		p.count(measure, all, "")
	}
	for _, group := range groups {
		more := "group = " + quoted(group)
		if group == "civilian" {
			more = "status = \"civilian\""
		}
		if all != nil {
			more += "\npart = true # of those " + measure
		}
		p.count(measure, found[[2]string{measure, group}], more)
	}
}

func (p *proposal) count(measure string, c *counted, more string) {
	lines := []string{"measure = " + quoted(measure)}
	if c.low == "" && c.high == "" {
		lines = append(lines, "column = "+quoted(c.column))
	} else {
		for _, f := range [][2]string{{"low", c.low}, {"best", c.column}, {"high", c.high}} {
			if f[1] != "" {
				lines = append(lines, f[0]+" = "+quoted(f[1]))
			}
		}
	}
	for _, column := range []string{c.column, c.low, c.high} {
		p.used[column] = true
	}
	if more != "" {
		lines = append(lines, more)
	}
	p.say("\n[[count]]\n%s", strings.Join(lines, "\n"))
}

// person proposes that each row is one person: it has a name, and an age or a
// sex, and no number.
func (p *proposal) person() bool {
	name := p.find("name", isText)
	age, sex := p.find("age", isCount), p.find("sex", isText)
	if name == "" || age == "" && sex == "" {
		for _, column := range []string{name, age, sex} {
			p.used[column] = false
		}
		return false
	}
	p.say("\n# Each row is one person.\n[person]\nname = %s", quoted(name))
	if age != "" {
		p.say("age = %s", quoted(age))
	}
	p.say("# state.column: a column that says killed or injured, with its values; killed where none does")
	if sex == "" {
		return true
	}
	p.say("[person.sex]\ncolumn = %s\n[person.sex.values]", quoted(sex))
	var values []string
	for _, r := range p.rows {
		v := strings.ToLower(strings.TrimSpace(r[sex]))
		if v != "" && len(values) < 12 && !slices.Contains(values, v) {
			values = append(values, v)
			p.say("%s = %s", quoted(v), quoted(kindOf(p.words.sex, nameWords(v))))
		}
	}
	return true
}
