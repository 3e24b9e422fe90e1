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
	actors []Actor
	byName map[string]int32
	names  []name
	words  map[uint64]wordID
	nextID uint32
	edges  map[edgeKey]uint32 // node and word to node
	ends   map[uint32][]int32 // node to names that end there
	nodes  uint32
}

// name is one way to write one actor.
type name struct {
	actor     int32
	period    cairn.Period
	capitals  uint32 // words that must begin with a capital
	shouted   uint32 // words that must be capitals throughout
	intro     bool
	metonym   bool
	word      bool
	main      bool
	generated bool // made from a pattern: gives way to a name written by hand
}

// wordID is what a spelling counts as; beforeHyphen is what it counts as only
// directly before a hyphen ("as-" is an article, "as" is not).
type wordID struct{ plain, beforeHyphen uint32 }

type edgeKey struct{ node, word uint32 }

const maxWords = 24 // of one name

// Load returns the table of the embedded data files, built once.
var Load = sync.OnceValues(func() (*Table, error) {
	data, err := fs.Sub(embedded, "data")
	if err != nil {
		return nil, fmt.Errorf("open the embedded actors: %w", err)
	}
	return New(data)
})

// New builds a table from a folder of data files.
func New(data fs.FS) (*Table, error) {
	t := &Table{
		byName: map[string]int32{}, words: map[uint64]wordID{},
		edges: map[edgeKey]uint32{}, ends: map[uint32][]int32{},
	}
	if err := t.readSpellings(data); err != nil {
		return nil, err
	}
	written, generated, err := readAll(data)
	if err != nil {
		return nil, err
	}
	for i := range written {
		if err := t.add(written[i], -1, false); err != nil {
			return nil, err
		}
	}
	instead, err := t.replaced(written)
	if err != nil {
		return nil, err
	}
	for i := range generated {
		into, ok := instead[generated[i].actor.Name]
		if !ok {
			into, ok = t.byName[generated[i].actor.Name]
		}
		if !ok {
			into = -1
		}
		if err := t.add(generated[i], into, true); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// readAll reads the entries that people wrote and those that patterns make.
func readAll(data fs.FS) (written, generated []entry, err error) {
	files, err := fs.Glob(data, "*.txt")
	if err != nil {
		return nil, nil, fmt.Errorf("list the actor files: %w", err)
	}
	sort.Strings(files)
	var countries []country
	var patterns []entry
	for _, file := range files {
		f, err := data.Open(file)
		if err != nil {
			return nil, nil, fmt.Errorf("open %s: %w", file, err)
		}
		var entries []entry
		switch path.Base(file) {
		case spellingsFile:
		case countriesFile:
			countries, err = parseCountries(file, f)
		case patternsFile:
			patterns, err = parseEntries(file, f)
		default:
			entries, err = parseEntries(file, f)
			written = append(written, entries...)
		}
		f.Close()
		if err != nil {
			return nil, nil, err
		}
	}
	for _, c := range countries {
		for _, p := range patterns {
			generated = append(generated, c.fill(p))
		}
	}
	return written, generated, nil
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

// add puts an entry and its names into the table; into >= 0 gives its names to
// an actor that is there already.
func (t *Table) add(e entry, into int32, generated bool) error {
	if into < 0 {
		if _, twice := t.byName[e.actor.Name]; twice {
			return fmt.Errorf("%s: %q is there already: give one of the two another name", e.where, e.actor.Name)
		}
		into = int32(len(t.actors))
		t.actors = append(t.actors, e.actor)
		t.byName[e.actor.Name] = into
	}
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
				if err := t.insert(s, into, line, generated); err != nil {
					return fmt.Errorf("%s: %w", line.where, err)
				}
			}
		}
	}
	return nil
}

// insert threads one name through the trie.
func (t *Table) insert(written string, actor int32, line aliasLine, generated bool) error {
	n := name{actor: actor, period: line.period, intro: line.intro, metonym: line.metonym,
		word: line.word, main: line.main, generated: generated}
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
		if isName(written, w) && !t.isArticle(w.hash) {
			n.capitals |= 1 << count
			if w.allCaps && (w.end-w.start > 1 || count == 0) {
				n.shouted |= 1 << count
			}
		}
		node = t.step(node, t.idOf(w.hash))
		count++
	}
	if count == 0 {
		return fmt.Errorf("%q has no word in it", written)
	}
	for _, other := range t.ends[node] {
		o := t.names[other]
		if o.actor == actor && o.period == n.period && o.capitals == n.capitals && o.intro == n.intro {
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
func (t *Table) isArticle(hash uint64) bool {
	al, _ := nextWord("al", 0)
	article := t.words[al.hash].plain
	return article != 0 && t.words[hash].plain == article
}

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
