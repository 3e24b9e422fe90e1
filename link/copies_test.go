package link

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"cairn"
	"cairn/link/score"
)

// wire writes a story of made-up sentences about made-up places and people.
func wire(r *rand.Rand) []string {
	pick := func(words ...string) string { return words[r.IntN(len(words))] }
	name := func() string {
		return pick("Karim", "Lina", "Omar", "Salma", "Yusuf", "Dana", "Tarek", "Mona") + " " + pick("Haddad", "Nasser", "Khoury", "Saleh", "Barakat", "Darwish") + fmt.Sprint(r.IntN(90))
	}
	town := func() string {
		return pick("Tel", "Kafr", "Ain", "Deir", "Wadi", "Bir") + " " + fmt.Sprint("Nur", r.IntN(400))
	}
	var out []string
	for range 6 + r.IntN(8) {
		out = append(out, pick(
			fmt.Sprintf("%s, who lives near the market in %s, said %d shells landed before noon and that neighbours dug with their hands.", name(), town(), r.IntN(60)),
			fmt.Sprintf("Rescue workers counted %d bodies in %s while %d families left for %s on foot, according to %s.", r.IntN(50), town(), r.IntN(300), town(), name()),
			fmt.Sprintf("The road between %s and %s was closed for %d hours after a column of %d trucks was seen at dusk.", town(), town(), r.IntN(40), r.IntN(90)),
			fmt.Sprintf("A doctor at the clinic of %s, %s, listed %d wounded, among them %d children under the age of ten.", town(), name(), r.IntN(80), r.IntN(20)),
			fmt.Sprintf("%s told reporters that the garrison of %s had been without water since the %dth and would not hold out.", name(), town(), r.IntN(28)+1),
			fmt.Sprintf("In %s the council asked for %d tents and said that the bakery had burned, %s added by telephone.", town(), r.IntN(500), name())))
	}
	return out
}

// edited is a copy as an outlet prints it, with edits of a strength from 1 to 4.
func edited(story []string, strength int, r *rand.Rand) []string {
	out := append([]string{}, story...)
	if strength >= 1 {
		out = append([]string{fmt.Sprintf("Bureau %d - by our own desk, with agencies", r.IntN(99))}, out...)
	}
	if strength >= 2 {
		out = out[:max(len(out)*2/3, 3)]
	}
	if strength >= 3 {
		k := 1 + r.IntN(len(out)-1)
		out[k] = strings.NewReplacer("said", "stated", "Kafr", "Kfar", "Deir", "Dayr", "hands", "bare hands").Replace(out[k])
		out = append(out, fmt.Sprintf("Readers of edition %d have asked how they can help; our page %d lists what is needed.", r.IntN(999), r.IntN(99)))
	}
	if strength >= 4 {
		at := len(out) / 2
		out = append(append(append([]string{}, out[:1]...), out[at:]...), out[1:at]...)
	}
	return out
}

// TestCopiesOfAWire cuts, retitles, localises and reorders made-up stories.
func TestCopiesOfAWire(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	var docs []*profile
	var gold []int
	for i := range 250 {
		story := wire(r)
		docs = append(docs, readProfile(&cairn.Report{Text: strings.Join(story, " ")}, nil))
		gold = append(gold, i)
		for range r.IntN(6) {
			copied := edited(story, 1+r.IntN(4), r)
			docs = append(docs, readProfile(&cairn.Report{Text: strings.Join(copied, " ")}, nil))
			gold = append(gold, i)
		}
	}
	var pred []int
	for _, s := range stories(docs) {
		pred = append(pred, int(s))
	}
	got := score.Clusters(gold, pred)
	t.Logf("%d texts: ARI %.4f, pairs P %.4f R %.4f", len(docs), got.ARI, got.Pair.P, got.Pair.R)
	if got.ARI < 0.90 || got.Pair.P < 0.999 {
		t.Errorf("ARI %.4f at P %.4f, want 0.90 at 0.999", got.ARI, got.Pair.P)
	}
}

// TestMinHashAgainstExact compares with the resemblance of every pair.
func TestMinHashAgainstExact(t *testing.T) {
	if testing.Short() {
		t.Skip("compares every pair of 900 texts")
	}
	rows := gvaRows(t)
	var docs []*profile
	for i := range rows[:min(900, len(rows))] {
		docs = append(docs, read(&rows[i].Report, &Frequencies{}))
	}
	found := map[[2]int32]bool{}
	for _, l := range copies(docs) {
		if l.resemblance >= copyResemblance {
			found[[2]int32{l.a, l.b}] = true
		}
	}
	exact, hit := 0, 0
	for i := range docs {
		for j := range i {
			a, b := docs[j], docs[i]
			if a == nil || b == nil || len(a.shingles) < copyShingles || len(b.shingles) < copyShingles || 2*min(len(a.shingles), len(b.shingles)) < max(len(a.shingles), len(b.shingles)) {
				continue
			}
			if compare(docs, uint64(j)<<32|uint64(i)).resemblance >= copyResemblance {
				exact++
				if found[[2]int32{int32(j), int32(i)}] {
					hit++
				}
			}
		}
	}
	t.Logf("%d pairs at Jaccard 0.5 or more, %d found", exact, hit)
	if float64(hit) < 0.998*float64(exact) {
		t.Errorf("recall %.4f, want 0.998", float64(hit)/float64(exact))
	}
}

// TestFurnitureMakesNoCopies: two reports that share only what a site prints
// under everything are not copies.
func TestFurnitureMakesNoCopies(t *testing.T) {
	menu := "Sign in to read the whole story and to save it for later on all of your devices.\nBy going on you accept the terms of use, the notice of privacy and the use of cookies on this site."
	r := rand.New(rand.NewPCG(8, 8))
	var reports []cairn.Coded
	for i := range 6 {
		reports = append(reports, cairn.Coded{Report: cairn.Report{ID: fmt.Sprint(i), Publisher: "The Daily", Date: fmt.Sprintf("2015-09-%02d", 2*i+1),
			Text: wire(r)[0] + "\n" + menu}})
	}
	s, err := New(reports, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i, story := range s.story {
		if int(story) != i {
			t.Errorf("report %d was taken for a copy of %d", i, story)
		}
	}
}
