package text

import "unicode/utf8"

// Quotation is a stretch in quotation marks: tokens [First, Last) without the
// marks, bytes [Start, End) with them. One that its paragraph does not close
// ends with the paragraph; Continues says that the next paragraph goes on with
// it, as the custom is, by an opening mark of its own.
type Quotation struct {
	First, Last int
	Start, End  int
	Continues   bool
}

func (t *Text) quotations() {
	var open rune
	first := -1
	sentence := 0
	for i, tok := range t.Tokens {
		if sentence < len(t.Sentences) && i == t.Sentences[sentence].First {
			if t.Sentences[sentence].Paragraph && first >= 0 {
				t.closeQuotation(first, i, i, true)
				first = -1
			}
			sentence++
		}
		if tok.Kind != Punct {
			continue
		}
		mark, _ := utf8.DecodeRuneInString(t.S[tok.Start:tok.End])
		switch {
		case first < 0 && t.startsQuotation(i, mark):
			open, first = mark, i
		case first >= 0 && closing(open, mark) && t.endsQuotation(i, mark):
			t.closeQuotation(first, i, i+1, false)
			first = -1
		}
	}
	if first >= 0 {
		t.closeQuotation(first, len(t.Tokens), len(t.Tokens), false)
	}
}

func (t *Text) closeQuotation(open, last, end int, continues bool) {
	if last <= open+1 {
		return
	}
	t.Quotes = append(t.Quotes, Quotation{First: open + 1, Last: last, Continues: continues,
		Start: int(t.Tokens[open].Start), End: int(t.Tokens[end-1].End)})
}

// startsQuotation says whether a mark opens one: a straight or single mark does
// only after white space and before a word.
func (t *Text) startsQuotation(i int, mark rune) bool {
	next := i+1 < len(t.Tokens) && t.Tokens[i+1].Is(Glued)
	switch mark {
	case '“', '«', '„', '‟':
		return true
	case '"', '‘', '\'', '”':
		return next && (i == 0 || !t.Tokens[i].Is(Glued) || t.opens(i-1) || t.dash(i-1))
	}
	return false
}

func (t *Text) endsQuotation(i int, mark rune) bool {
	if mark != '\'' && mark != '’' {
		return true
	}
	return t.Tokens[i].Is(Glued) && (i+1 == len(t.Tokens) || !t.Tokens[i+1].Is(Glued) || t.Tokens[i+1].Kind == Punct)
}

func closing(open, mark rune) bool {
	switch open {
	case '“', '„', '‟', '”':
		return mark == '”' || mark == '“' && open == '„' || mark == '"'
	case '«':
		return mark == '»'
	case '‘', '\'':
		return mark == '’' || mark == '\''
	}
	return mark == '"' || mark == '”'
}
