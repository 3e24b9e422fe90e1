package when

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

//go:embed words.txt
var wordsFile string

//go:embed rules.txt
var rulesFile string

// grammarOf reads the embedded files once.
var grammarOf = sync.OnceValue(func() *grammar {
	g, err := parseGrammar("words.txt", wordsFile, "rules.txt", rulesFile)
	if err != nil {
		// The files are part of the program and a test reads them: this cannot
		// happen in a program that passed its tests.
		return &grammar{words: newVocabulary(), root: &node{}}
	}
	return g
})

// sense is one reading of a word: its class and value.
type sense struct {
	class string
	value int
}

// grammar is the words and the rules, the rules as a tree of symbols.
type grammar struct {
	words *vocabulary
	root  *node
	room  sync.Pool // *[]token: a text's tokens live only while it is scanned
}

// node is a place in the tree of rules: what may follow, and which rule ends here.
type node struct {
	next map[string]*node
	rule *rule
}

// rule is one line of rules.txt.
// An operation that returns false says that the words are no time expression
// after all.
type rule struct {
	do   func(call) (result, bool)
	args []int
	line int
}

func parseGrammar(wordsName, words, rulesName, rules string) (*grammar, error) {
	g := &grammar{words: newVocabulary(), root: &node{}}
	for n, line := range lines(words) {
		f := strings.Fields(line)
		if len(f) != 3 {
			return nil, fmt.Errorf("%s:%d: %q: want a word, a class and a value", wordsName, n, line)
		}
		v, err := strconv.Atoi(f[2])
		if err != nil || f[1] != strings.ToUpper(f[1]) {
			return nil, fmt.Errorf("%s:%d: %q: want a class in capitals and a whole number", wordsName, n, line)
		}
		g.words.add(f[0], sense{f[1], v})
	}
	operations := operationTable()
	for n, line := range lines(rules) {
		left, right, ok := strings.Cut(line, "=>")
		r := &rule{line: n}
		if f := strings.Fields(right); ok && len(f) > 0 {
			r.do = operations[f[0]]
			for _, a := range f[1:] {
				v, err := strconv.Atoi(a)
				if err != nil {
					return nil, fmt.Errorf("%s:%d: %q is not a whole number", rulesName, n, a)
				}
				r.args = append(r.args, v)
			}
		}
		if r.do == nil {
			return nil, fmt.Errorf("%s:%d: %q is not an operation: see optable.go for their names", rulesName, n, strings.TrimSpace(right))
		}
		if err := g.add(g.root, strings.Fields(left), r); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", rulesName, n, err)
		}
	}
	g.literals(g.root)
	g.words.open(g.root)
	return g, nil
}

// lines gives the lines of a data file by number, without comments.
func lines(file string) func(yield func(int, string) bool) {
	return func(yield func(int, string) bool) {
		n := 0
		for line := range strings.Lines(file) {
			n++
			line = strings.TrimSpace(line)
			if line == "" || line[0] == '#' {
				continue
			}
			if !yield(n, line) {
				return
			}
		}
	}
}

// add puts a rule into the tree, once with and once without each optional symbol.
func (g *grammar) add(at *node, symbols []string, r *rule) error {
	if len(symbols) == 0 {
		if at == g.root {
			return fmt.Errorf("a rule needs at least one symbol that must be there")
		}
		if at.rule == nil { // an earlier line wins over a later one for the same words
			at.rule = r
		}
		return nil
	}
	symbol := symbols[0]
	if strings.HasPrefix(symbol, "(") {
		if !strings.HasSuffix(symbol, ")") {
			return fmt.Errorf("%q has no closing bracket", symbol)
		}
		if len(symbols) > 1 || at != g.root {
			if err := g.add(at, symbols[1:], r); err != nil {
				return err
			}
		}
		symbol = symbol[1 : len(symbol)-1]
	}
	if at.next == nil {
		at.next = map[string]*node{}
	}
	if at.next[symbol] == nil {
		at.next[symbol] = &node{}
	}
	return g.add(at.next[symbol], symbols[1:], r)
}

// literals makes every word that a rule names itself known to the tokenizer.
func (g *grammar) literals(at *node) {
	for symbol, next := range at.next {
		if symbol != strings.ToUpper(symbol) {
			g.words.add(symbol)
		}
		g.literals(next)
	}
}

// accepted is a rule that fits, up to a token.
type accepted struct {
	rule   *rule
	values captured
	end    int
}

// captured is the values of the symbols of a rule, kept by value so that the
// many paths that lead nowhere leave nothing behind.
type captured struct {
	senses [8]sense
	n      int
}

func (c captured) with(s sense) captured {
	if c.n < len(c.senses) {
		c.senses[c.n] = s
		c.n++
	}
	return c
}

// walk follows the tokens through the tree and collects the rules that end on
// the way, shorter ones first.
func (n *node) walk(tokens []token, at int, values captured, out *[]accepted) {
	if n.rule != nil {
		i := len(*out)
		for i > 0 && (*out)[i-1].end > at {
			i--
		}
		*out = append(*out, accepted{})
		copy((*out)[i+1:], (*out)[i:])
		(*out)[i] = accepted{n.rule, values, at}
	}
	if at >= len(tokens) || n.next == nil {
		return
	}
	t := tokens[at]
	if next := n.next[t.word]; next != nil && t.word != "" {
		next.walk(tokens, at+1, values, out)
	}
	for _, s := range t.senses {
		if next := n.next[s.class]; next != nil {
			next.walk(tokens, at+1, values.with(s), out)
		}
	}
}
