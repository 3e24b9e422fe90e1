package code

import "cairn/text"

// fullName is how a page calls somebody in full.
type fullName struct {
	surname   text.Key
	ambiguous bool // several people bear this first name, or it is a surname too
}

// surnameOf is the surname of somebody whom the words call by the first name
// alone: "Destiny" is Bargman where "Destiny Bargman" stands elsewhere in the
// text, and nobody else of either name. It is 0 where nothing tells.
func (p *page) surnameOf(given text.Key) text.Key {
	if p.fullNames == nil {
		p.fullNames = p.readFullNames()
	}
	if n, ok := p.fullNames[given]; ok && !n.ambiguous {
		return n.surname
	}
	return 0
}

// readFullNames reads every name of two to four words: the first stands for the
// last, which stands for nobody else's first.
func (p *page) readFullNames() map[text.Key]fullName {
	out := map[text.Key]fullName{}
	if p.t.Upper {
		return out
	}
	var words []text.Key
	for i, tok := range p.t.Tokens {
		initial := tok.End-tok.Start == 1 && tok.Is(text.Capital)
		switch {
		case initial, p.t.Word(i) == "." && i > 0 && p.t.Tokens[i-1].End-p.t.Tokens[i-1].Start == 1:
			continue // "Ann B. Lee" is Ann Lee
		case p.partOfName(i):
			words = append(words, tok.Key)
			continue
		}
		if n := len(words); n > 0 && suffixes()[words[n-1]] {
			words = words[:n-1]
		}
		if n := len(words); n >= 2 && n <= 4 {
			given, surname := words[0], words[n-1]
			have, told := out[given]
			out[given] = fullName{surname, have.ambiguous || told && have.surname != surname}
			out[surname] = fullName{out[surname].surname, true}
		}
		words = words[:0]
	}
	return out
}

// partOfName says whether the token is a word with a capital that no list knows.
func (p *page) partOfName(i int) bool {
	tok := p.t.Tokens[i]
	return tok.Kind == text.Word && tok.Is(text.Capital) && p.lex[i] == nil && !calendar()[tok.Key]
}
