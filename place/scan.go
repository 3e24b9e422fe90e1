package place

import (
	"slices"
	"strings"
	"unicode/utf8"

	"cairn"
	"cairn/text"
)

// Mention is a stretch of text that names a place, or may.
type Mention struct {
	Span    cairn.Span
	Text    string
	Literal float64 // the chance that it names a place at all
	Demonym string  // for "Syrian": the country; a people, not a place of events
	Speaks  bool    // "Damascus said": a government, not a place of events
	Date    bool    // stands in the dateline
	Press   bool    // stands in the name of a publisher behind a headline: "- WALB.com, Albany News"
	Part    bool    // of a longer name of something else: "Mount Sinai Hospital"
	Kinds   []Kind  // the kind that the words beside it ask for

	unknown  bool // no gazetteer has the name; the words beside it say that it is one
	key      []byte
	division string // for "Wash." and "IN": the admin1 code
	best     ref    // the most prominent place of the name
	first    int    // its first and last word
	last     int
}

const literalFrom = 0.5

// maxWords is the length of the longest name that is looked for.
const maxWords = 7

// Read finds the toponyms of a report and says what they mean: [Scan] and
// [Resolve] in one, which takes the text apart once.
func (g *Gazetteer) Read(s string, ctx Context) []Resolved {
	tokens := g.memory.tokens(s)
	defer g.memory.keepTokens(tokens)
	return g.resolve(s, *tokens, g.scanTokens(s, *tokens), ctx)
}

// Scan finds the toponyms of a text. It does not say which places they are.
func (g *Gazetteer) Scan(s string) []Mention {
	tokens := g.memory.tokens(s)
	defer g.memory.keepTokens(tokens)
	return g.scanTokens(s, *tokens)
}

func (g *Gazetteer) scanTokens(s string, tokens []token) []Mention {
	sc := g.scanner(s, tokens)
	sc.judge()
	kept := sc.found[:0]
	for _, m := range sc.found {
		if m.Literal >= literalFrom {
			kept = append(kept, m)
		}
	}
	return kept
}

func (g *Gazetteer) scanner(s string, tokens []token) *scanner {
	sc := &scanner{g: g, rules: loadRules(), s: s, tokens: tokens}
	sc.shouts = shouting(s, sc.tokens)
	sc.dateline = findDateline(s)
	sc.press = findPress(s)
	sc.pass()
	if len(sc.named) > 0 {
		sc.found = sc.found[:0]
		sc.pass()
	}
	return sc
}

// pass goes through the text once. Names that no gazetteer has become known in
// it, and a second pass finds them where nothing stands beside them.
func (sc *scanner) pass() {
	if sc.found == nil {
		sc.found = make([]Mention, 0, len(sc.tokens)/16+4) // news names a place in as many words
	}
	for i := 0; i < len(sc.tokens); {
		m, ok := sc.at(i)
		if !ok {
			i++
			continue
		}
		sc.found = append(sc.found, m)
		i = m.last + 1
	}
}

type scanner struct {
	g        *Gazetteer
	rules    *rules
	s        string
	tokens   []token
	shouts   bool // all in capitals
	dateline cairn.Span
	press    []cairn.Span
	found    []Mention
	named    map[string]bool // keys of names that no gazetteer has
	small    map[string]bool // names of one word: whether the text also writes it small
}

func (sc *scanner) word(i int) string {
	t := sc.tokens[i]
	return sc.s[t.start:t.end]
}

// cue is what the word list says of a word; of none for one outside the text.
func (sc *scanner) cue(i int) cue {
	if i < 0 || i >= len(sc.tokens) {
		return 0
	}
	return sc.rules.cueOf(sc.tokens[i].key)
}

// at finds the longest name that begins with word i.
func (sc *scanner) at(i int) (Mention, bool) {
	t := sc.tokens[i]
	if t.shape == lower && !sc.lowercaseArticle(i) || t.shape == number {
		return Mention{}, false
	}
	if m, ok := sc.division(i); ok {
		return m, true
	}
	var room [128]byte
	key := text.AppendFold(room[:0], sc.word(i))
	if len(key) == 0 {
		return Mention{}, false
	}
	var m Mention
	ok := false
	for j := i; ; {
		if sc.endsName(i, j) {
			if r, hit := sc.first(key); hit {
				m, ok = sc.mention(i, j, key, r), true
			}
		}
		if j+1 >= len(sc.tokens) || j+1-i >= maxWords || !sc.joins(j) || !sc.mayBegin(key) {
			break
		}
		j++
		mark := len(key)
		key = append(key, ' ')
		key = text.AppendFold(key, sc.word(j))
		if len(key) == mark+1 || len(key) > 100 {
			break
		}
	}
	if !ok && t.shape == caseless {
		m, ok = sc.proclitic(i)
	}
	if country, is := sc.rules.demonym[sc.word(i)]; is && (!ok || m.last == i) {
		m = sc.mention(i, i, text.AppendFold(nil, sc.word(i)), ref{})
		m.Demonym, ok = country, true
	}
	if !sc.shouts && (!ok || m.last == i && m.Demonym == "" && arabicHead(sc.word(i))) {
		if u, longer := sc.unknown(i); longer && (!ok || u.last > i) {
			return u, true
		}
	}
	return m, ok
}

// proclitic reads an Arabic name behind a particle that is written together
// with it: "in Idlib" and "and Aleppo" are one word each.
func (sc *scanner) proclitic(i int) (Mention, bool) {
	t := &sc.tokens[i]
	r, n := utf8.DecodeRuneInString(sc.s[t.start:t.end])
	if r != 'ب' && r != 'و' && r != 'ل' && r != 'ف' || int(t.end-t.start) < n+6 {
		return Mention{}, false
	}
	whole := t.start
	t.start += int32(n)
	defer func() { t.start = whole }()
	key := text.AppendFold(nil, sc.word(i))
	hit, ok := sc.first(key)
	if !ok {
		return Mention{}, false
	}
	return sc.mention(i, i, key, hit), true
}

// endsName: a name of capitals does not end in a small word.
func (sc *scanner) endsName(i, j int) bool {
	t := sc.tokens[j]
	return t.shape != lower && (t.shape != number || j > i)
}

// joins says whether word j and the next may belong to one name.
func (sc *scanner) joins(j int) bool {
	next := sc.tokens[j+1]
	if sc.tokens[j].poss {
		return false
	}
	switch next.gap {
	case gapSpace, gapHyphen:
		return true
	case gapStop:
		return sc.tokens[j].dot && next.start-sc.tokens[j].end == 2 && len(sc.word(j)) <= 3 && sc.tokens[j].shape != number
	}
	return false
}

func (sc *scanner) mayBegin(key []byte) bool {
	h := finish(fnv(fnvStart, key))
	for _, im := range sc.g.layers {
		if im.mayBegin(h) {
			return true
		}
	}
	return false
}

func (sc *scanner) first(key []byte) (ref, bool) {
	var got ref
	ok := false
	sc.g.find(key, func(r ref) bool { got, ok = r, true; return false })
	return got, ok
}

// lowercaseArticle: "al-Fu'ah" begins small.
func (sc *scanner) lowercaseArticle(i int) bool {
	if i+1 >= len(sc.tokens) || sc.tokens[i+1].gap != gapHyphen || sc.tokens[i+1].shape != capital {
		return false
	}
	w := sc.word(i)
	return len(w) <= 3 && (w[0] == 'a' || w[0] == 'e')
}

// division reads "Wash." and, after a town and a comma, "WA".
func (sc *scanner) division(i int) (Mention, bool) {
	t := sc.tokens[i]
	if t.end-t.start > 6 || t.shape == caseless {
		return Mention{}, false
	}
	w, j := sc.word(i), i
	code, ok := sc.rules.division[w]
	if t.dot && !ok {
		if code, ok = sc.rules.division[w+"."]; ok {
			if t.gap != gapComma && len(w) < 4 && w != "Ky" && w != "Pa" {
				ok = false
			}
		}
	} else if ok && len(w) <= 3 && (t.gap != gapComma || t.shape != upper) {
		ok = false
	}
	if !ok || sc.shouts && !t.dot && sc.rules.cueOf(t.key) != 0 {
		return Mention{}, false
	}
	m := sc.mention(i, j, text.AppendFold(nil, w), ref{})
	if t.dot && int(t.end) < len(sc.s) {
		m.Span[1]++
		m.Text = sc.s[m.Span[0]:m.Span[1]]
	}
	m.division, m.Literal = code, 0.95
	return m, true
}

func (sc *scanner) mention(i, j int, key []byte, r ref) Mention {
	span := cairn.Span{int(sc.tokens[i].start), int(sc.tokens[j].end)}
	return Mention{Span: span, Text: sc.s[span[0]:span[1]], key: append([]byte(nil), key...), best: r, first: i, last: j,
		Date:  sc.dateline.Contains(span),
		Press: slices.ContainsFunc(sc.press, func(p cairn.Span) bool { return p.Contains(span) })}
}

// shouting says whether a text is written in capitals throughout.
func shouting(s string, tokens []token) bool {
	up, low := 0, 0
	for _, t := range tokens {
		switch t.shape {
		case upper:
			up++
		case lower, capital:
			low++
		}
	}
	return up > 3*low && up > 5 && utf8.ValidString(s)
}

// findDateline looks at the head of a text, and behind its title.
func findDateline(s string) cairn.Span {
	if end := dateline(s); end > 0 {
		return cairn.Span{0, end}
	}
	if at := strings.Index(s[:min(len(s), 400)], "\n\n"); at >= 0 {
		at += 2
		return cairn.Span{at, at + dateline(s[at:])}
	}
	return cairn.Span{}
}

// dateline returns the end of "TOWN, State (AGENCY) —" at the head of a text,
// or 0.
func dateline(s string) int {
	head := s
	if len(head) > 120 {
		head = head[:120]
	}
	for i, r := range head {
		switch {
		case r == '—' || r == '–':
			return i
		case r == '-' && i > 0 && i+1 < len(head) && (head[i+1] == '-' || head[i-1] == ' ' && head[i+1] == ' '):
			return i
		case r == ':' && i < 40 && i+1 < len(head) && head[i+1] == ' ':
			return i
		case r == '\n' && i > 0, r == '?', r == '!':
			return 0
		}
	}
	return 0
}
