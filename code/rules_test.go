package code

import (
	"io/fs"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

// withLine is the embedded rules with one more line in a file, and the number of
// that line.
func withLine(t *testing.T, file, line string) (fstest.MapFS, int) {
	t.Helper()
	out := fstest.MapFS{}
	err := fs.WalkDir(rules, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(rules, name)
		out[name] = &fstest.MapFile{Data: b}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	old := strings.TrimRight(string(out[file].Data), "\n")
	out[file] = &fstest.MapFile{Data: []byte(old + "\n" + line + "\n")}
	return out, strings.Count(old, "\n") + 2
}

// A line of the rules that cannot be read is refused with its file and number,
// and the message says what is wrong with it.
func TestBadRules(t *testing.T) {
	lexicon := func(files fs.FS) error { _, err := loadLexicon(files); return err }
	territory := func(files fs.FS) error { _, err := loadTerritory(files); return err }
	incidence := func(files fs.FS) error { _, err := loadIncidence(files); return err }
	certainty := func(files fs.FS) error { _, err := loadWeights(files, "rules/confidence.txt"); return err }
	suspicion := func(files fs.FS) error { _, err := loadWeights(files, "rules/suspects.txt"); return err }
	speech := func(files fs.FS) error { _, err := loadSpeech(files); return err }
	for _, c := range []struct {
		file, line string
		load       func(fs.FS) error
		want       string
	}{
		{"rules/harm.txt", "verb kill kills | killed", lexicon, "five forms"},
		{"rules/harm.txt", "verb kill kills killed killed killing | slain", lexicon, `"slain" is not a measure`},
		{"rules/harm.txt", "verb kill kills killed killed killing", lexicon, "a measure"},
		{"rules/harm.txt", "noun death deaths | killed colour=red", lexicon, "not an attribute of harm"},
		{"rules/harm.txt", "noun death deaths | killed act=magic", lexicon, "in no list of the claim"},
		{"rules/harm.txt", "phrase sideways past cut down | killed", lexicon, "needs a frame"},
		{"rules/harm.txt", "wish death | killed", lexicon, "not a kind of entry"},
		{"rules/people.txt", "baker | status=civilian", lexicon, "pairs of a singular and a plural"},
		{"rules/people.txt", "baker bakers | status=saint", lexicon, "in no list of the claim"},
		{"rules/people.txt", "baker bakers | tall", lexicon, "not an attribute of people"},
		{"rules/words.txt", "verbs go", lexicon, "not a class of words"},
		{"rules/cues.txt", "background anniversary", lexicon, `needs a use, "|" and phrases`},
		{"rules/acts.txt", "shooting | shot", lexicon, "needs an act"},
		{"rules/events.txt", "unit bombs", incidence, "no line of this file"},
		{"rules/confidence.txt", "heavy hedged", certainty, "not a weight"},
		{"rules/confidence.txt", "0.5", certainty, "needs a weight and a sign"},
		{"rules/suspects.txt", "much kind rebel_group", suspicion, "not a weight"},
		{"rules/control.txt", "nonsense here", territory, ""},
		{"rules/says.txt", "nonsense-of-no-kind here", speech, ""},
	} {
		files, number := withLine(t, c.file, c.line)
		err := c.load(files)
		if err == nil {
			t.Errorf("%s: %q was read", c.file, c.line)
			continue
		}
		at := c.file + ":" + strconv.Itoa(number)
		if !strings.Contains(err.Error(), at) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %q is refused with %q; want %q and %q", c.file, c.line, err, at, c.want)
		}
	}
}
