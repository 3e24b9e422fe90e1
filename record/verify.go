package record

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"cairn"
	"cairn/ledger"
	"cairn/store"
)

// Verified is what a verification found.
type Verified struct {
	Entries  int64            `json:"entries"`
	Reports  int              `json:"reports"`
	Origin   string           `json:"origin"`
	Key      string           `json:"key"`
	Findings []ledger.Finding `json:"findings,omitempty"`
}

// Altered says whether anything is not as it was recorded.
func (v Verified) Altered() bool {
	for _, f := range v.Findings {
		if f.Altered {
			return true
		}
	}
	return false
}

// Verify reads everything again: the ledger with its tree, checkpoint and
// sealed parts, every original, and every derived row, and names each item
// that is not as it was recorded.
func (r *Record) Verify(ctx context.Context) (Verified, error) {
	v := Verified{Origin: r.origin}
	key, err := os.ReadFile(filepath.Join(r.dir, "key.pub"))
	if err != nil {
		return v, fmt.Errorf("read the record's public key: %w", err)
	}
	v.Key = string(bytes.TrimSpace(key))
	found := func(f ledger.Finding) bool {
		v.Findings = append(v.Findings, f)
		return len(v.Findings) < 1000
	}
	err = r.db.Read(ctx, func(t *store.Tx) error {
		stored, err := t.Meta("public key")
		if err != nil {
			return err
		}
		if stored != v.Key {
			found(ledger.Finding{Item: "the public key", What: "in the database and in key.pub differ", Altered: true})
		}
		if v.Entries, err = t.Size(); err != nil {
			return err
		}
		if err := r.log(t).Verify(r.verifier, found); err != nil {
			return err
		}
		return r.verifyRest(t, &v, found)
	})
	return v, err
}

// verifyRest compares originals and derived rows with what the ledger says.
func (r *Record) verifyRest(t *store.Tx, v *Verified, found func(ledger.Finding) bool) error {
	bad := func(item, what string) { found(ledger.Finding{Item: item, What: what, Altered: true}) }
	known := map[string]bool{}
	for seq := range v.Entries {
		e, err := r.log(t).Read(seq)
		if err != nil || e.Kind != ledger.ReportAdded {
			continue // damage is named above
		}
		v.Reports++
		var p addedPublic
		if json.Unmarshal(e.Public, &p) != nil {
			continue
		}
		seal, err := t.Seal(e.Sealed["original"])
		if err != nil || seal.Bytes == nil || !seal.Holds() {
			continue
		}
		hash := string(seal.Bytes)
		known[hash] = true
		if what := r.checkOriginal(hash); what != "" {
			bad("the original of report "+p.Report, what)
		}
	}
	r.strayOriginals(known, bad)
	replayed, err := r.replay(t, v.Entries)
	if err != nil {
		bad("the derived tables", "cannot be compared: "+err.Error())
		return nil
	}
	present, err := r.present(t)
	if err != nil {
		bad("the derived tables", "cannot be read: "+err.Error()+": run cairn rebuild")
		return nil
	}
	compare(replayed, present, bad)
	return verifyForm(t, bad)
}

// verifyForm finds derived rows whose bytes are not those that this program
// writes for what they say: a changed name of a field reads as absent, and the
// comparison of values alone would not see it.
func verifyForm(t *store.Tx, bad func(item, what string)) error {
	reports, err := t.Reports()
	if err != nil {
		return err
	}
	for _, r := range reports {
		if len(r.Data) > 0 && !(canonical[kept](r.Data) && canonical[cairn.Coded](r.Coded)) {
			bad("report "+r.ID, again)
		}
	}
	claims, err := t.Claims()
	if err != nil {
		return err
	}
	for _, c := range claims {
		if !canonical[cairn.Claim](c.Data) {
			bad("claim "+c.ID, again)
		}
	}
	_, links, err := t.Links()
	if err != nil {
		return err
	}
	for _, l := range links {
		if !canonical[cairn.Linked](l) {
			bad("the links", again)
		}
	}
	decisions, err := t.Decisions()
	if err != nil {
		return err
	}
	for _, d := range decisions {
		if !canonical[cairn.Decision](d) {
			bad("the decisions", again)
		}
	}
	return nil
}

func canonical[T any](data []byte) bool {
	var v T
	if json.Unmarshal(data, &v) != nil {
		return false
	}
	written, err := json.Marshal(v)
	return err == nil && bytes.Equal(data, written)
}

const again = "is not what the ledger gives: run cairn rebuild"

// checkOriginal says what is wrong with an original, "" where nothing is.
func (r *Record) checkOriginal(hash string) string {
	data, err := os.ReadFile(r.originalPath(hash))
	if errors.Is(err, fs.ErrNotExist) {
		return "is missing"
	}
	if err != nil {
		return "cannot be read: " + err.Error()
	}
	if _, have := ReportID(data); have != hash {
		return "is not the bytes that were recorded"
	}
	return ""
}

// strayOriginals names files among the originals that no report has: either
// put there, or left behind by a crash before a report was acknowledged. The
// second are harmless; both are said.
func (r *Record) strayOriginals(known map[string]bool, bad func(item, what string)) {
	root := filepath.Join(r.dir, "originals")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || known[d.Name()] || len(d.Name()) != 64 {
			return err
		}
		if what := r.checkOriginal(d.Name()); what != "" {
			bad("the file "+path, what)
		}
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		bad("the originals", "cannot be read: "+err.Error())
	}
}

// compare names every derived row that is not what the ledger gives.
func compare(want, have State, bad func(item, what string)) {
	reports := map[string]Report{}
	for _, r := range have.Reports {
		reports[r.Coded.ID] = r
	}
	for _, w := range want.Reports {
		h, ok := reports[w.Coded.ID]
		delete(reports, w.Coded.ID)
		if !ok {
			bad("report "+w.Coded.ID, "is missing from the tables: run cairn rebuild")
			continue
		}
		claims := map[int]cairn.Claim{}
		for i, c := range h.Coded.Claims {
			claims[i] = c
		}
		for i, c := range w.Coded.Claims {
			if !same(c, claims[i]) {
				bad("claim "+c.ID, again)
			}
		}
		if len(claims) > len(w.Coded.Claims) {
			bad("report "+w.Coded.ID, "has claims in the tables that the ledger does not have: run cairn rebuild")
		}
		w.Coded.Claims, h.Coded.Claims = nil, nil
		if !same(w, h) {
			bad("report "+w.Coded.ID, again)
		}
	}
	for id := range reports {
		bad("report "+id, "is in the tables and not in the ledger: run cairn rebuild")
	}
	if !same(want.Links, have.Links) {
		bad("the links", again)
	}
	if !same(want.All, have.All) {
		bad("the decisions", again)
	}
}

func same(a, b any) bool {
	x, err1 := json.Marshal(a)
	y, err2 := json.Marshal(b)
	return err1 == nil && err2 == nil && bytes.Equal(x, y)
}

// Rebuild makes the derived tables again from the ledger, in one transaction.
// It replays links and never links again.
func (r *Record) Rebuild(ctx context.Context) error {
	return r.db.Write(ctx, func(t *store.Tx) error {
		size, err := t.Size()
		if err != nil {
			return err
		}
		if err := t.ClearDerived(); err != nil {
			return err
		}
		return r.rederive(t, size)
	})
}

func (r *Record) rederive(t *store.Tx, size int64) error {
	type pending struct {
		seq      int64
		hash     string
		text     []byte
		withheld int64
	}
	reports := map[string]pending{}
	for seq := range size {
		e, err := r.log(t).Read(seq)
		if err != nil {
			return err
		}
		parts, err := open(t, e)
		if err != nil {
			return err
		}
		switch e.Kind {
		case ledger.ReportAdded:
			var p addedPublic
			if err := json.Unmarshal(e.Public, &p); err != nil {
				return fmt.Errorf("read entry %d: %w", seq, err)
			}
			reports[p.Report] = pending{seq, string(parts["original"].Bytes), parts["text"].Bytes, parts["text"].WithheldBy}
		case ledger.ClaimsCoded:
			var p codedPublic
			if err := json.Unmarshal(e.Public, &p); err != nil {
				return fmt.Errorf("read entry %d: %w", seq, err)
			}
			report := reports[p.Report]
			if report.withheld != 0 {
				if err := deriveWithheld(t, p.Report, report.seq, report.withheld); err != nil {
					return err
				}
				continue
			}
			if err := t.DeleteReport(p.Report); err != nil {
				return err
			}
			if err := deriveReport(t, report.seq, seq, p.Report, report.hash, report.text, parts["claims"].Bytes); err != nil {
				return err
			}
		case ledger.LinksMade:
			var lines []json.RawMessage
			if err := json.Unmarshal(parts["links"].Bytes, &lines); err != nil {
				return fmt.Errorf("read the links of entry %d: %w", seq, err)
			}
			if err := t.ReplaceLinks(seq, rawLines(lines)); err != nil {
				return err
			}
		case ledger.DecisionMade:
			if err := t.WriteDecision(seq, parts["decision"].Bytes); err != nil {
				return err
			}
		}
	}
	return nil
}
