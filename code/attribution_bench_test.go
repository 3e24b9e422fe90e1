package code

import (
	"strings"
	"testing"

	"cairn/text"
)

const spoken = `A hospital official in the port told a local radio station on Tuesday that nine people had died,
adding that two of them were children. "We have no room left," said Salma Idris, a nurse at the clinic. The
ministry denied it. Residents said they heard three explosions, and a spokesman for the militia blamed the army.
According to the monitoring group, the shelling began at dawn. The road to the bridge was closed all day. `

func BenchmarkHear(b *testing.B) {
	s, err := loadSpeech(rules)
	if err != nil {
		b.Fatal(err)
	}
	t := text.Parse(strings.Repeat(spoken, 100))
	b.SetBytes(int64(len(t.S)))
	b.ReportAllocs()
	for b.Loop() {
		s.hear(t)
	}
}
