package estimate

// Finding is one thing that a reader must know before believing a number. Its
// code is stable; docs/estimate.md has a section for each.
type Finding struct {
	Code    string   `json:"code"`
	Refuses bool     `json:"refuses,omitempty"`
	Words   string   `json:"words"`
	Lists   []string `json:"lists,omitempty"`
}

// Code is one kind of finding: what it says in general, and what to do.
type Code struct {
	Code    string
	Refuses bool
	Means   string
	Do      string
}

// Codes are all kinds of findings. E codes refuse an estimate, W codes warn.
func Codes() []Code {
	return []Code{
		{"E1", true, "fewer than three lists hold enough people", "find a third independent list, or accept two lists' lower bound with --two-list"},
		{"E2", true, "the rows are not linked persons", "link named persons first; events and unnamed counts cannot be matched between lists"},
		{"E3", true, "a list is a copy or an aggregate of another", "merge the two lists, or drop one"},
		{"E4", true, "the overlaps decide no total", "merge small lists, widen the stratum, or report only what is documented"},
		{"W1", false, "thin overlaps: a pair of lists shares nobody, a list is small, or lies inside another", "merge or drop the list, and compare"},
		{"W2", false, "the estimators disagree", "report the range and say why; do not pick one"},
		{"W3", false, "the latent-class chains do not agree or hardly move", "sample longer, or leave this method out"},
		{"W4", false, "the average over graphs hangs on its prior or on the largest total tried", "compare values of delta, and widen the totals tried"},
		{"W5", false, "without one list the estimate leaves its interval", "look at that list: who is on it, and how it was made"},
		{"W6", false, "the lists could not have held the same people", "cut all lists to the common period, place and group"},
		{"W7", false, "the data hardly bound the total", "widen the stratum, or report a lower bound"},
		{"W8", false, "the uncertainty of the record linkage moves the estimate", "report the interval that is combined over the links"},
	}
}

func refusal(code, words string, lists ...string) Finding {
	return Finding{Code: code, Refuses: true, Words: words, Lists: lists}
}

func warning(code, words string, lists ...string) Finding {
	return Finding{Code: code, Words: words, Lists: lists}
}

// refused says whether any finding refuses an estimate.
func refused(findings []Finding) bool {
	for _, f := range findings {
		if f.Refuses {
			return true
		}
	}
	return false
}
