package code

import (
	"strings"
	"sync"

	"cairn/text"
)

// calendar holds the words that look like names and are days or months.
var calendar = sync.OnceValue(func() map[text.Key]bool {
	table := map[text.Key]bool{}
	for _, w := range strings.Fields("monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun christmas easter ramadan am pm gmt est edt") {
		table[text.KeyOf(w)] = true
	}
	return table
})

// month says whether token k is the month of May and no verb: "on 7 May".
func (p *page) month(k int) bool {
	if p.key(k) != keyMay || !p.t.Tokens[k].Is(text.Capital) {
		return false
	}
	return p.numberAt(k) != nil || k > 0 && p.t.Tokens[k-1].Kind == text.Digits || k+1 < len(p.lex) && p.t.Tokens[k+1].Kind == text.Digits
}

var keyMay = text.KeyOf("may")
