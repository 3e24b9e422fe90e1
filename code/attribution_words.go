package code

import (
	"cairn"
	"cairn/text"
)

// Words that the grammar of attribution turns on.
var (
	sayTo             = text.KeyOf("to")
	sayAs             = text.KeyOf("as")
	sayBy             = text.KeyOf("by")
	sayThat           = text.KeyOf("that")
	sayFor            = text.KeyOf("for")
	sayAbout          = text.KeyOf("about")
	sayOn             = text.KeyOf("on")
	sayOf             = text.KeyOf("of")
	sayWith           = text.KeyOf("with")
	sayAgainst        = text.KeyOf("against")
	sayOut            = text.KeyOf("out")
	sayFrom           = text.KeyOf("from")
	sayHis            = text.KeyOf("his")
	sayHer            = text.KeyOf("her")
	sayTheir          = text.KeyOf("their")
	sayIts            = text.KeyOf("its")
	sayOur            = text.KeyOf("our")
	sayMy             = text.KeyOf("my")
	sayYour           = text.KeyOf("your")
	sayPolice         = text.KeyOf("police")
	sayPeople         = text.KeyOf("people")
	saySpokesmen      = text.KeyOf("spokesmen")
	sayWho            = text.KeyOf("who")
	sayWhat           = text.KeyOf("what")
	sayResponsibility = text.KeyOf("responsibility")
	sayMilitia        = text.KeyOf("militia")
)

func speakerTypes() map[string]bool {
	out := map[string]bool{}
	for _, t := range cairn.Vocabulary()["attribution.type"] {
		out[t.Value] = true
	}
	return out
}
