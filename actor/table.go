package actor

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"
	"sync"

	"cairn"
	"cairn/text"
)

//go:embed data/*.txt
var embedded embed.FS

// The files with forms of their own; every other .txt file holds actors.
const (
	countriesFile = "countries.txt"
	patternsFile  = "patterns.txt"
	spellingsFile = "spellings.txt"
)

// Table is every known actor and a trie of their names by words.
type Table struct {
	actors  []Actor
	byName  map[string]int32
	names   []name
	words   map[uint64]wordID
	ids     text.Keyed[wordID] // words, once all is read
	nextID  uint32
	article uint32             // the word "al"
	edges   map[edgeKey]uint32 // node and word to node
	ends    map[uint32][]int32 // node to names that end there
	nodes   uint32

	// What fills the holes of patterns has tries of its own, whose roots are
	// the nodes holeAdj, holeName and holeCapital.
	terms    map[uint32][]term // node to countries whose term ends there
	opens    map[uint32]bool   // words that begin a country's term
	patterns int
	home     map[string]int32 // country by ISO code
	filled   []int32          // actor by country*patterns + pattern
}

// name is one way to write one actor, or by a pattern one of each country.
type name struct {
	actor     int32 // -1 for a pattern
	pattern   int32
	period    cairn.Period
	capitals  uint32 // words that must begin with a capital
	shouted   uint32 // words that must be capitals throughout
	intro     bool
	metonym   bool
	adjective bool
	local     bool
	word      bool
	main      bool
}

// term is a country's name, adjective or capital.
type term struct {
	country           int32
	capitals, shouted uint32
}

// wordID is what a spelling counts as; beforeHyphen is what it counts as only
// directly before a hyphen ("as-" is an article, "as" is not).
type wordID struct{ plain, beforeHyphen uint32 }

type edgeKey struct{ node, word uint32 }

const maxWords = 24 // of one name

// Load returns the table of the embedded data files, built once.
var Load = sync.OnceValues(build)

func build() (*Table, error) {
	data, err := fs.Sub(embedded, "data")
	if err != nil {
		return nil, fmt.Errorf("open the embedded actors: %w", err)
	}
	return New(data)
}

// New builds a table from a folder of data files.
func New(data fs.FS) (*Table, error) {
	t := &Table{
		byName: map[string]int32{}, words: map[uint64]wordID{}, nextID: firstFreeID, nodes: firstFreeID,
		edges: map[edgeKey]uint32{}, ends: map[uint32][]int32{},
		terms: map[uint32][]term{}, opens: map[uint32]bool{},
	}
	if err := t.readSpellings(data); err != nil {
		return nil, err
	}
	al, _ := nextWord("al", 0)
	t.article = t.idOf(al.hash)
	in, err := readAll(data)
	if err != nil {
		return nil, err
	}
	for _, e := range in.written {
		if err := t.addWritten(e); err != nil {
			return nil, err
		}
	}
	if err := t.addCountries(in); err != nil {
		return nil, err
	}
	ids := make(map[text.Key]wordID, len(t.words))
	for hash, id := range t.words {
		ids[text.Key(hash)] = id
	}
	t.ids = text.NewKeyed(ids)
	return t, nil
}

// inputs is what the data files say.
type inputs struct {
	written, patterns []entry
	countries         []country
}

func readAll(data fs.FS) (inputs, error) {
	var in inputs
	files, err := fs.Glob(data, "*.txt")
	if err != nil {
		return in, fmt.Errorf("list the actor files: %w", err)
	}
	sort.Strings(files)
	for _, file := range files {
		f, err := data.Open(file)
		if err != nil {
			return in, fmt.Errorf("open %s: %w", file, err)
		}
		var entries []entry
		switch path.Base(file) {
		case spellingsFile:
		case countriesFile:
			in.countries, err = parseCountries(file, f)
		case patternsFile:
			in.patterns, err = parseEntries(file, f)
		default:
			entries, err = parseEntries(file, f)
			in.written = append(in.written, entries...)
		}
		f.Close()
		if err != nil {
			return in, err
		}
	}
	return in, nil
}

// addWritten puts an actor that somebody wrote down and its names into the table.
func (t *Table) addWritten(e entry) error {
	if _, twice := t.byName[e.actor.Name]; twice {
		return fmt.Errorf("%s: %q is there already: give one of the two another name", e.where, e.actor.Name)
	}
	a := int32(len(t.actors))
	t.actors = append(t.actors, e.actor)
	t.byName[e.actor.Name] = a
	return t.addNames(e, a, -1)
}

// addCountries puts what fills the patterns, the patterns and the actors that
// they make into the table.
func (t *Table) addCountries(in inputs) error {
	instead, err := t.replaced(in.written)
	if err != nil {
		return err
	}
	used := map[string]bool{}
	t.patterns = len(in.patterns)
	for i, e := range in.patterns {
		if err := t.addNames(e, -1, int32(i)); err != nil {
			return err
		}
	}
	t.home = map[string]int32{}
	for i, c := range in.countries {
		if _, twice := t.home[c.iso]; !twice {
			t.home[c.iso] = int32(i)
		}
		for root, spellings := range map[uint32][]string{holeAdj: c.adjs, holeName: c.names, holeCapital: c.capitals} {
			for _, s := range spellings {
				t.addTerm(root, s, int32(i))
			}
		}
		for _, e := range in.patterns {
			a := c.fill(e.actor)
			for k := range a.Parents {
				if other, ok := instead[a.Parents[k].Value]; ok {
					a.Parents[k].Value = t.actors[other].Name
				}
			}
			at, ok := instead[a.Name]
			used[a.Name] = ok
			if !ok {
				at, ok = t.byName[a.Name]
			}
			if !ok {
				at = int32(len(t.actors))
				t.actors = append(t.actors, a)
				t.byName[a.Name] = at
			}
			t.filled = append(t.filled, at)
		}
	}
	for name, actor := range instead {
		if !used[name] {
			return fmt.Errorf("%s takes the place of %q, which no pattern makes", t.actors[actor].Name, name)
		}
	}
	for _, e := range in.written {
		for _, p := range e.actor.Parents {
			if _, ok := t.byName[p.Value]; !ok {
				return fmt.Errorf("%s: the parent %q is no actor of the table", e.where, p.Value)
			}
		}
	}
	return nil
}

// replaced maps the canonical names of pattern entries to the entries written
// by hand that take their place.
func (t *Table) replaced(written []entry) (map[string]int32, error) {
	out := map[string]int32{}
	for _, e := range written {
		for _, line := range e.aliases {
			if !line.instead {
				continue
			}
			for _, n := range line.names {
				if _, twice := out[n]; twice {
					return nil, fmt.Errorf("%s: %q is replaced twice", line.where, n)
				}
				out[n] = t.byName[e.actor.Name]
			}
		}
	}
	return out, nil
}

// addNames puts the names of an entry into the trie.
func (t *Table) addNames(e entry, actor, pattern int32) error {
	own := aliasLine{names: []string{e.actor.Name}, where: e.where}
	for _, line := range append([]aliasLine{own}, e.aliases...) {
		if line.instead {
			continue
		}
		for _, written := range line.names {
			spelled, err := alternatives(written)
			if err != nil {
				return fmt.Errorf("%s: %w", line.where, err)
			}
			for _, s := range spelled {
				n := name{actor: actor, pattern: pattern, period: line.period, intro: line.intro,
					metonym: line.metonym, adjective: line.adjective, local: line.local, word: line.word, main: line.main}
				if err := t.insert(s, n); err != nil {
					return fmt.Errorf("%s: %w", line.where, err)
				}
			}
		}
	}
	return nil
}

// addTerm threads a country's name, adjective or capital through its trie.
func (t *Table) addTerm(root uint32, written string, country int32) {
	node, at, count := root, 0, 0
	added := term{country: country}
	for {
		w, ok := nextWord(written, at)
		if !ok {
			break
		}
		at = w.end
		if count == 0 && strings.EqualFold(written[w.start:w.end], "the") {
			continue
		}
		id := t.idOf(w.hash)
		if count == 0 {
			t.opens[id] = true
		}
		added.capitals, added.shouted = require(written, w, count, added.capitals, added.shouted)
		node = t.step(node, id)
		count++
	}
	t.terms[node] = append(t.terms[node], added)
}

// require notes what a word of a name demands of the text: a capital, or
// capitals throughout.
func require(written string, w word, count int, capitals, shouted uint32) (uint32, uint32) {
	if isName(written, w) {
		capitals |= 1 << count
		if w.allCaps && (w.end-w.start > 1 || count == 0) {
			shouted |= 1 << count
		}
	}
	return capitals, shouted
}

// insert threads one name through the trie.
func (t *Table) insert(written string, n name) error {
	node, at, count := uint32(0), 0, 0
	for {
		w, ok := nextWord(written, at)
		if !ok {
			break
		}
		at = w.end
		if count == 0 && strings.EqualFold(written[w.start:w.end], "the") {
			continue
		}
		if count == maxWords {
			return fmt.Errorf("%q has more than %d words", written, maxWords)
		}
		id := uint32(0)
		if n.pattern >= 0 {
			id = hole(written, w)
		}
		if id == 0 {
			id = t.idOf(w.hash)
			if !t.isArticle(id) {
				n.capitals, n.shouted = require(written, w, count, n.capitals, n.shouted)
			}
		}
		node = t.step(node, id)
		count++
	}
	if count == 0 {
		return fmt.Errorf("%q has no word in it", written)
	}
	for _, other := range t.ends[node] {
		o := t.names[other]
		if o.actor == n.actor && o.pattern == n.pattern && o.period == n.period && o.capitals == n.capitals && o.intro == n.intro {
			return nil
		}
	}
	t.ends[node] = append(t.ends[node], int32(len(t.names)))
	t.names = append(t.names, n)
	return nil
}

// isName says whether the word must be written as a name is: with a capital.
func isName(text string, w word) bool {
	c := text[w.start]
	return 'A' <= c && c <= 'Z' || c >= 0x80 && w.capital
}

// isArticle says whether the word is the Arabic article, which reports write
// with a small letter as often as not.
func (t *Table) isArticle(id uint32) bool { return id == t.article }

func (t *Table) idOf(hash uint64) uint32 {
	id := t.words[hash]
	if id.plain == 0 {
		t.nextID++
		id.plain = t.nextID
		t.words[hash] = id
	}
	return id.plain
}

func (t *Table) step(node, word uint32) uint32 {
	key := edgeKey{node, word}
	next, ok := t.edges[key]
	if !ok {
		t.nodes++
		next = t.nodes
		t.edges[key] = next
	}
	return next
}

// All returns every actor of the table in the order of the files.
func (t *Table) All() []Actor { return t.actors }
