package cairn

// Qualifier is how a speaker bounded a number.
type Qualifier string

// The qualifiers of a quantity.
const (
	Exact     Qualifier = "exact"      // "45"
	AtLeast   Qualifier = "at_least"   // "at least 45": low 45, open
	MoreThan  Qualifier = "more_than"  // "more than 45": low 46, open
	AtMost    Qualifier = "at_most"    // "up to 45": high 45
	FewerThan Qualifier = "fewer_than" // "fewer than 45": high 44
	About     Qualifier = "about"      // "about 45": no bounds until a policy gives them
	Nearly    Qualifier = "nearly"     // "nearly 45": no bounds until a policy gives them
	Between   Qualifier = "between"    // "between 40 and 45": low 40, high 45
	Word      Qualifier = "word"       // "dozens": no bounds until a policy gives them
	Plural    Qualifier = "plural"     // "soldiers were captured": more than one, not said how many
	None      Qualifier = "none"       // "no casualties": 0, because somebody states it
)

// Quantity is a count as worded. A bound that the words do not give is absent:
// unknown is never zero. Beyond int64 there are no bounds and the text is kept.
type Quantity struct {
	Low  *int64 `json:"low,omitempty"`
	High *int64 `json:"high,omitempty"`
	// Value is the number said where it bounds nothing by itself ("about 71",
	// "nearly 400"), for a policy to read.
	Value     *int64    `json:"value,omitempty"`
	Qualifier Qualifier `json:"qualifier,omitempty"`
	Unit      string    `json:"unit,omitempty"`
	Text      string    `json:"text,omitempty"`
	Span      *Span     `json:"span,omitempty"`
}

// Open says whether the speaker left the upper end open ("at least", "more than").
func (q Quantity) Open() bool { return q.Qualifier == AtLeast || q.Qualifier == MoreThan }

// Of makes the quantity of a number said with a qualifier. The words and the
// span are left for the caller.
func Of(n int64, q Qualifier) Quantity {
	out := Quantity{Qualifier: q}
	switch q {
	case Exact, None:
		out.Low, out.High = &n, &n
	case AtLeast:
		out.Low = &n
	case MoreThan:
		m := n
		if m < 1<<63-1 {
			m++
		}
		out.Low = &m
	case AtMost:
		out.High = &n
	case FewerThan:
		m := max(n-1, 0)
		out.High = &m
	default:
		out.Value = &n
	}
	return out
}

// OfRange makes the quantity "between low and high".
func OfRange(low, high int64) Quantity {
	return Quantity{Low: &low, High: &high, Qualifier: Between}
}

// Range is a derived figure: low, best and high, each absent where no claim
// gives it. Open says that the high rests on an open claim ("56 or more").
type Range struct {
	Low  *int64 `json:"low,omitempty"`
	Best *int64 `json:"best,omitempty"`
	High *int64 `json:"high,omitempty"`
	Open bool   `json:"open,omitempty"`
}

// Documented is a number of people that claims document. It is a struct and
// not a number so that it cannot be added to an [Estimated] one by mistake:
// the two answer different questions, and their sum answers none.
type Documented struct{ Range }

// Estimated is a number of people that a statistical model infers, with its
// interval. It never enters a documented toll.
type Estimated struct {
	N        float64 `json:"n"`
	Lower    float64 `json:"lower"`
	Upper    float64 `json:"upper"`
	Level    float64 `json:"level"` // e.g. 0.95
	Method   string  `json:"method"`
	Observed int64   `json:"observed"`
}
