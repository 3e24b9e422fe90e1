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
