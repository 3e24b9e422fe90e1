package actor

import (
	"strings"
	"testing"
)

const story = `BEIRUT: Government troops and allied militiamen pushed into the town on Monday, activists and
state media said. The Syrian Observatory for Human Rights said that at least 14 fighters of Ahrar al-Sham were
killed when Russian warplanes struck a column near the main road; a resident reached by telephone spoke of nine.
The ministry in Damascus did not answer questions. The U.N. humanitarian office said that some 4,000 families
had left for the border, and Doctors Without Borders said that two clinics it supports were no longer working. `

func BenchmarkScan(b *testing.B) {
	tab := table(b)
	text := strings.Repeat(story, 20)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		tab.Scan(text, "2015-10-12")
	}
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := build(); err != nil {
			b.Fatal(err)
		}
	}
}
