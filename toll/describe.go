package toll

import (
	"fmt"
	"strings"

	"cairn"
)

// Describe prints the policy in plain words, stage by stage.
func (p Policy) Describe() string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("%s, version %d: %s", p.Name, p.Version, p.Title)
	line("After: %s", p.Cites)
	if p.Why != "" {
		line("Why: %s", p.Why)
	}
	line("")
	for i, stage := range []struct {
		name  string
		words []string
	}{
		{"Admit", p.admitWords()},
		{"One voice per root", []string{p.Voice.words()}},
		{"Supersede", p.supersedeWords()},
		{"Bound", p.boundWords()},
		{"Choose", p.chooseWords()},
		{"Grade", p.gradeWords()},
	} {
		line("%d. %s", i+1, stage.name)
		for _, w := range stage.words {
			line("   - %s", w)
		}
	}
	return b.String()
}

func (p Policy) admitWords() []string {
	stances := make([]string, len(p.Admit.Stances))
	for i, s := range p.Admit.Stances {
		stances[i] = string(s)
	}
	out := []string{"claims about incidents, of the stances " + joinNames(stances) + "; a denial is never a number",
		map[string]string{
			"all":       "what a party to the conflict says counts like any other voice",
			"no_boasts": "what a party says of harm it did to others does not count; what it says against its own interest does",
			"none":      "what a party to the conflict says does not count",
		}[p.Admit.Parties],
		map[string]string{
			"all":     "an outlet's own words count",
			"alone":   "an outlet's own words count where it has reporters of its own, or where nobody else speaks",
			"primary": "an outlet's own words count only where it has reporters of its own",
		}[p.Admit.Unstated]}
	if !p.Admit.Unnamed {
		out = append(out, "unnamed speakers do not count")
	}
	if p.Admit.Dissent {
		out = append(out, "a report that contradicts the statement it repeats counts as well")
	} else {
		out = append(out, "a report that contradicts the statement it repeats is shown as dissent and is never a bound")
	}
	if p.Admit.Roots > 0 {
		out = append(out, fmt.Sprintf("an incident needs %s; with fewer it is provisional and not counted", plural(p.Admit.Roots, "independent root")))
	}
	if !p.Admit.Zero {
		out = append(out, `"nobody was harmed" is not a number of an incident`)
	}
	return out
}

func (v Voice) words() string {
	return map[string]string{
		"root":      "everybody who goes back to one root is one voice, however many outlets print it",
		"publisher": "every publisher is a voice of its own, whoever it quotes",
		"claim":     "every report is a voice of its own",
	}[v.By]
}

func (p Policy) supersedeWords() []string {
	if len(p.Supersede.By) == 0 {
		return []string{"nothing is replaced: all statements stand"}
	}
	return []string{"a voice's later statement replaces its earlier ones, by the day it was " + strings.Join(p.Supersede.By, ", then ") +
		"; statements of one moment stand side by side"}
}

func (p Policy) boundWords() []string {
	out := []string{p.Bound.aboutWords() + "; " + p.Bound.nearlyWords()}
	var words []string
	for _, w := range p.Bound.Word {
		words = append(words, p.Bound.wordWords(w.Says))
	}
	if len(words) > 0 {
		out = append(out, "words, where nobody gives a number: "+strings.Join(words, "; "))
	} else {
		out = append(out, `words such as "dozens" bound nothing`)
	}
	if p.Bound.Plural != nil {
		out = append(out, p.Bound.pluralWords())
	}
	return append(out, p.Bound.unsaidWords())
}

func (b Bound) aboutWords() string {
	return `"about n" is ` + map[string]string{"point": "that number", "open": "that number or more", "round": "the numbers that round to it, of which it states n", "none": "no number"}[b.About]
}

func (b Bound) nearlyWords() string {
	return `"nearly n" is ` + map[string]string{"point": "that number", "open": "that number or more", "round": "the upper half of what rounds to it", "none": "no number"}[b.Nearly]
}

func (b Bound) wordWords(says string) string {
	for _, w := range b.Word {
		if w.Says == says {
			return fmt.Sprintf("%q is %s", says, RangeText(cairn.Range{Low: w.Low, High: w.High, Open: w.High == nil}))
		}
	}
	return fmt.Sprintf("%q bounds nothing", says)
}

func (b Bound) pluralWords() string {
	if b.Plural == nil {
		return "a plural without a number bounds nothing"
	}
	return fmt.Sprintf("a plural without a number is %d or more", *b.Plural)
}

func (b Bound) unsaidWords() string {
	if b.Unsaid == nil {
		return "people harmed without any number are unknown, never zero, and leave a sum open"
	}
	return fmt.Sprintf("people harmed without any number count %d: this is the codebook's rule, not a fact", *b.Unsaid)
}

func (p Policy) chooseWords() []string {
	out := []string{p.Choose.lowWords(), p.Choose.bestWords(), p.Choose.highWords(), p.Choose.openWords()}
	if p.Choose.Residual {
		out = append(out, "what an exact total of a stated period leaves over after the incidents in it is added, with its derivation")
	}
	if p.Choose.Series != "" {
		out = append(out, "a record without incidents that holds one series of running totals has the last total of each phase as its toll")
	}
	return out
}

func (c Choose) lowWords() string {
	return map[string]string{"least": "low: the least that any voice states", "best": "low: the best"}[c.Low]
}

func (c Choose) bestWords() string {
	return map[string]string{
		"most":     "best: the number that most voices state; then the one of more named voices, the exact one, the latest, the lower",
		"majority": "best: the number that more than half of the voices state; without one there is none",
		"least":    "best: the least that any voice states",
		"greatest": "best: the most that any voice states",
		"latest":   "best: what was said last",
	}[c.Best]
}

func (c Choose) highWords() string {
	return map[string]string{
		"greatest":        "high: the greatest number that any voice states",
		"greatest_finite": "high: the greatest number that any voice gives as an upper end",
		"best":            "high: the best",
	}[c.High]
}

func (c Choose) openWords() string {
	return map[string]string{
		"any":  `"or more" where any voice leaves the upper end open`,
		"high": `"or more" where the voice that gives the high leaves it open`,
	}[c.Open]
}

func (p Policy) gradeWords() []string {
	confirmed := "the occurrence is confirmed by a party's word against its own interest"
	if p.Grade.Confirmed > 0 {
		confirmed += fmt.Sprintf(" or by %s", plural(p.Grade.Confirmed, "independent root"))
	}
	return []string{confirmed + fmt.Sprintf("; fair by %s; weak below; discounted where nothing stands", plural(p.Grade.Fair, "independent root")),
		"the responsibility is confirmed where it is taken or acknowledged, contested where rivals are named or the accused deny it",
		"in the headline: " + joinNames(p.Grade.Headline)}
}
