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
		{"One voice per root", []string{map[string]string{
			"root":      "everybody who goes back to one root is one voice, however many outlets print it",
			"publisher": "every publisher is a voice of its own, whoever it quotes",
			"claim":     "every report is a voice of its own",
		}[p.Voice.By]}},
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

func (p Policy) supersedeWords() []string {
	if len(p.Supersede.By) == 0 {
		return []string{"nothing is replaced: all statements stand"}
	}
	return []string{"a voice's later statement replaces its earlier ones, by the day it was " + strings.Join(p.Supersede.By, ", then ") +
		"; statements of one moment stand side by side"}
}

func (p Policy) boundWords() []string {
	how := map[string]string{"point": "that number", "open": "that number or more", "round": "the numbers that round to it", "none": "no number"}
	below := map[string]string{"point": "that number", "open": "that number or more", "round": "the upper half of what rounds to it", "none": "no number"}
	out := []string{`"about n" is ` + how[p.Bound.About] + `; "nearly n" is ` + below[p.Bound.Nearly]}
	var words []string
	for _, w := range p.Bound.Word {
		r := cairn.Range{Low: w.Low, High: w.High, Open: w.High == nil}
		words = append(words, fmt.Sprintf("%q is %s", w.Says, RangeText(r)))
	}
	if len(words) > 0 {
		out = append(out, "words, where nobody gives a number: "+strings.Join(words, "; "))
	} else {
		out = append(out, `words such as "dozens" bound nothing`)
	}
	if p.Bound.Plural != nil {
		out = append(out, fmt.Sprintf("a plural without a number is %d or more", *p.Bound.Plural))
	}
	if p.Bound.Unsaid != nil {
		out = append(out, fmt.Sprintf("people harmed without any number count %d: this is the codebook's rule, not a fact", *p.Bound.Unsaid))
	} else {
		out = append(out, "people harmed without any number are unknown, never zero, and leave a sum open")
	}
	return out
}

func (p Policy) chooseWords() []string {
	out := []string{
		map[string]string{"least": "low: the least that any voice states", "best": "low: the best"}[p.Choose.Low],
		map[string]string{
			"most":     "best: the number that most voices state; then the one of more named voices, the exact one, the latest, the lower",
			"majority": "best: the number that more than half of the voices state; without one there is none",
			"least":    "best: the least that any voice states",
			"greatest": "best: the most that any voice states",
			"latest":   "best: what was said last",
		}[p.Choose.Best],
		map[string]string{
			"greatest":        "high: the greatest number that any voice states",
			"greatest_finite": "high: the greatest number that any voice gives as an upper end",
			"best":            "high: the best",
		}[p.Choose.High],
		map[string]string{
			"any":  `"or more" where any voice leaves the upper end open`,
			"high": `"or more" where the voice that gives the high leaves it open`,
		}[p.Choose.Open],
	}
	if p.Choose.Residual {
		out = append(out, "what an exact total of a stated period leaves over after the incidents in it is added, with its derivation")
	}
	if p.Choose.Series != "" {
		out = append(out, "a record without incidents that holds one series of running totals has the last total of each phase as its toll")
	}
	return out
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
