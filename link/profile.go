package link

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"cairn"
	"cairn/text"
)

// A term is one word of a report with how much it says of it.
type term struct {
	key    uint64
	weight float32
}

// profile is what a report's words say, apart from its claims: enough to know
// that two texts tell of one event although neither was coded.
type profile struct {
	terms           []term   // by key; weights are set once the frequencies are known
	title           []term   // the same for the title
	pairs           []uint64 // pairs of capitalised words that stand together: names, streets
	ages            []uint64 // a surname with an age, and ages alone
	shingles        []uint64 // hashed runs of shingleWords words, sorted, for copies
	lead            []uint64 // those of the first hundred words
	norm, titleNorm float32
}

// shingleWords is the length of the runs of words that copies are compared by.
const shingleWords = 5

// readProfile takes the words of a report. Lines that stand is skip (site
// furniture) are left out.
func readProfile(r *cairn.Report, skip func(line string) bool) *profile {
	p := &profile{}
	body := stripLines(r.Text, skip)
	title := p.read(r.Title, nil)
	p.title = countTerms(title)
	words := p.read(body, nil)
	p.terms = countTerms(append(words, title...))
	p.pairs = sortedUnique(p.pairs)
	p.ages = sortedUnique(p.ages)
	p.shingles = shinglesOf(words)
	p.lead = shinglesOf(words[:min(len(words), 100)])
	return p
}

// stripLines drops the lines that skip names.
func stripLines(s string, skip func(string) bool) string {
	if skip == nil {
		return s
	}
	var b strings.Builder
	for line := range strings.Lines(s) {
		if !skip(strings.TrimSpace(line)) {
			b.WriteString(line)
		}
	}
	return b.String()
}

// read appends the keys of the words of s and notes names and ages on the way.
func (p *profile) read(s string, words []uint64) []uint64 {
	t := text.Parse(s)
	last := -2 // the token before, where it was a capitalised word
	for i, tok := range t.Tokens {
		switch tok.Kind {
		case text.Word, text.Digits, text.Ordinal:
		default:
			continue
		}
		if age, ok := ageAt(t, i); ok {
			p.ages = append(p.ages, uint64(age))
			if i >= 2 && t.Tokens[i-2].Is(text.Capital) && t.Word(i-1) == "," {
				p.ages = append(p.ages, namedAge|mix(uint64(t.Tokens[i-2].Key), uint64(age)))
			}
		}
		words = append(words, uint64(tok.Key))
		named := tok.Is(text.Capital) && !t.Upper || tok.Kind != text.Word && tok.End-tok.Start >= 3
		if named && last == i-1 {
			p.pairs = append(p.pairs, mix(uint64(t.Tokens[last].Key), uint64(tok.Key)))
		}
		if named {
			last = i
		}
	}
	return words
}

// ageAt reads the age at token i: "13-year-old", "22 years old", "Smith, 41,".
func ageAt(t *text.Text, i int) (int, bool) {
	tok := t.Tokens[i]
	word := t.Word(i)
	digits := 0
	for digits < len(word) && word[digits] >= '0' && word[digits] <= '9' {
		digits++
	}
	if digits == 0 || digits > 2 {
		return 0, false
	}
	age, err := strconv.Atoi(word[:digits])
	if err != nil {
		return 0, false
	}
	rest := strings.ToLower(word[digits:])
	if strings.HasPrefix(rest, "-year") {
		return age, true
	}
	if rest != "" {
		return 0, false
	}
	next := func(n int) string {
		if i+n >= len(t.Tokens) {
			return ""
		}
		return strings.ToLower(t.Word(i + n))
	}
	if next(1) == "year" || next(1) == "years" && next(2) == "old" || next(1) == "-" && strings.HasPrefix(next(2), "year") || next(1) == "-year-old" {
		return age, true
	}
	comma := i >= 2 && t.Word(i-1) == "," && t.Tokens[i-2].Is(text.Capital) && (next(1) == "," || next(1) == ".")
	return age, comma && tok.Kind == text.Digits
}

// countTerms makes terms of words: sorted by key, the weight the number of times.
func countTerms(words []uint64) []term {
	sorted := slices.Clone(words)
	slices.Sort(sorted)
	var out []term
	for _, w := range sorted {
		if n := len(out); n > 0 && out[n-1].key == w {
			out[n-1].weight++
			continue
		}
		out = append(out, term{key: w, weight: 1})
	}
	return out
}

// shinglesOf hashes every run of shingleWords words, sorted and unique.
func shinglesOf(words []uint64) []uint64 {
	if len(words) < shingleWords {
		return nil
	}
	out := make([]uint64, 0, len(words)-shingleWords+1)
	for i := 0; i+shingleWords <= len(words); i++ {
		h := uint64(0)
		for _, w := range words[i : i+shingleWords] {
			h = mix(h, w)
		}
		out = append(out, h)
	}
	return sortedUnique(out)
}

// namedAge marks the key of a surname with an age; an age alone is itself.
const namedAge = 1 << 63

func aloneAge(key uint64) bool { return key&namedAge == 0 }

// mix joins two hashes, in order. It is the same on every machine and for ever:
// signatures are compared with stored ones.
func mix(a, b uint64) uint64 {
	h := a*0x9e3779b97f4a7c15 ^ (b + 0x7f4a7c15d1b54a32 + a<<6 + a>>2)
	h ^= h >> 31
	h *= 0xd6e8feb86659fd93
	return h ^ h>>32
}

// hashString is an FNV-1a hash, stable across processes.
func hashString(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

func sortedUnique(s []uint64) []uint64 {
	slices.Sort(s)
	return slices.Compact(s)
}

// Frequencies says in how many reports each word and each name stands, so that
// what is rare weighs more. It may be kept from an earlier run: with the same
// frequencies, linking one report at a time gives what linking all at once does.
type Frequencies struct {
	Reports   int
	of        []keyCount // by key
	furniture []uint64   // the lines that are furniture of a site
}

type keyCount struct {
	key uint64
	n   uint32
}

// add counts the keys of one list, each once.
func countKeys(lists [][]uint64, reports int) *Frequencies {
	total := 0
	for _, l := range lists {
		total += len(l)
	}
	all := make([]uint64, 0, total)
	for _, l := range lists {
		all = append(all, l...)
	}
	slices.Sort(all)
	f := &Frequencies{Reports: reports}
	for i := 0; i < len(all); {
		j := i
		for j < len(all) && all[j] == all[i] {
			j++
		}
		f.of = append(f.of, keyCount{all[i], uint32(j - i)})
		i = j
	}
	return f
}

// count is in how many reports the key stands; 0 where it was never seen.
func (f *Frequencies) count(key uint64) int {
	i, ok := slices.BinarySearchFunc(f.of, key, func(k keyCount, key uint64) int { return cmp.Compare(k.key, key) })
	if !ok {
		return 0
	}
	return int(f.of[i].n)
}

// rarity is the inverse document frequency: 0 for what is everywhere.
func (f *Frequencies) rarity(key uint64) float64 {
	n := float64(max(f.count(key), 1))
	return max(0, math.Log(float64(f.Reports+1)/(n+0.5)))
}

// weigh turns counts into TF-IDF weights of unit length.
func (f *Frequencies) weigh(terms []term) float32 {
	sum := 0.0
	for i := range terms {
		w := (1 + math.Log(float64(terms[i].weight))) * f.rarity(terms[i].key)
		terms[i].weight = float32(w)
		sum += w * w
	}
	return float32(math.Sqrt(sum))
}

// cosine is the cosine of two weighed lists.
func cosine(a, b []term, na, nb float32) float64 {
	if na == 0 || nb == 0 {
		return 0
	}
	sum := float32(0)
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch x, y := a[i].key, b[j].key; {
		case x < y:
			i++
		case x > y:
			j++
		default:
			sum += a[i].weight * b[j].weight
			i++
			j++
		}
	}
	return float64(sum / na / nb)
}

// shared calls f for every value in both sorted lists.
func shared(a, b []uint64, f func(uint64)) {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch x, y := a[i], b[j]; {
		case x < y:
			i++
		case x > y:
			j++
		default:
			f(x)
			i++
			j++
		}
	}
}
