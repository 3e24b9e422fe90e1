package actor

import (
	"bufio"
	"fmt"
	"io/fs"
	"strings"
)

// readSpellings reads "qaida = qaeda qaidah": spellings that count as one word.
// A spelling with a hyphen at its end counts only directly before a hyphen.
func (t *Table) readSpellings(data fs.FS) error {
	f, err := data.Open(spellingsFile)
	if err != nil {
		return fmt.Errorf("open %s: %w", spellingsFile, err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for number := 1; lines.Scan(); number++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		head, rest, ok := strings.Cut(line, "=")
		w, isWord := nextWord(head, 0)
		if !ok || !isWord || strings.TrimSpace(head) != head[w.start:w.end] {
			return &DataError{spellingsFile, number, "write one word = its other spellings"}
		}
		id := t.idOf(w.hash)
		for _, spelling := range strings.Fields(rest) {
			v, isWord := nextWord(spelling, 0)
			bare := strings.TrimSuffix(spelling, "-")
			if !isWord || v.start != 0 || v.end != len(bare) {
				return &DataError{spellingsFile, number, fmt.Sprintf("%q is not one word", spelling)}
			}
			known := t.words[v.hash]
			if bare != spelling {
				known.beforeHyphen = id
			} else if known.plain != 0 && known.plain != id {
				return &DataError{spellingsFile, number, fmt.Sprintf("%q stands on another line already", spelling)}
			} else {
				known.plain = id
			}
			t.words[v.hash] = known
		}
	}
	return lines.Err()
}
