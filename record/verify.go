package record

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

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
	err = r.db.Read(ctx, func(t *store.Tx) (err error) {
		if err := r.verifyIdentity(t, v.Key, found); err != nil {
			return err
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

// bornPublic is what the first entry shows: the record's name in checkpoints
// and the key that verifies them.
type bornPublic struct {
	Origin string `json:"origin"`
	Key    string `json:"key"`
}

// verifyIdentity compares the record's name and key, which lie in the database
// and in key.pub, with its first entry.
func (r *Record) verifyIdentity(t *store.Tx, key string, found func(ledger.Finding) bool) error {
	bad := func(item, what string) { found(ledger.Finding{Item: item, What: what, Altered: true}) }
	var born bornPublic
	e, err := r.log(t).Read(0)
	if err == nil {
		err = json.Unmarshal(e.Public, &born)
	}
	if err != nil {
		bad("entry 0", "does not name the record: "+err.Error())
		return nil
	}
	origin, err := t.Meta("origin")
	if err != nil {
		return err
	}
	stored, err := t.Meta("public key")
	if err != nil {
		return err
	}
	if origin != born.Origin {
		bad("the record's name in the database", "is not that of entry 0")
	}
	if stored != born.Key {
		bad("the public key in the database", "is not that of entry 0")
	}
	if key != born.Key {
		bad("the public key in key.pub", "is not that of entry 0")
	}
	return nil
}

// Checkpoint is the record's signed checkpoint: to be kept, or published, where
// whoever may change the record cannot change it.
func (r *Record) Checkpoint(ctx context.Context) (signed []byte, err error) {
	err = r.db.Read(ctx, func(t *store.Tx) (err error) {
		signed, err = t.Checkpoint()
		return err
	})
	return signed, err
}

// VerifyAgainst checks that the record still begins with what a checkpoint that
// was kept elsewhere signed. [Record.Verify] cannot find a record that was
// rewritten and signed anew with its own key, or rolled back; this does.
func (r *Record) VerifyAgainst(ctx context.Context, saved []byte) error {
	return r.db.Read(ctx, func(t *store.Tx) error { return r.log(t).Grew(saved, r.verifier) })
}

// verifyRest compares originals and derived rows with what the ledger says.
func (r *Record) verifyRest(t *store.Tx, v *Verified, found func(ledger.Finding) bool) error {
	bad := func(item, what string) { found(ledger.Finding{Item: item, What: what, Altered: true}) }
	known, added := map[string]bool{}, map[int64]bool{}
	for seq := range v.Entries {
		e, err := r.log(t).Read(seq)
		if err != nil || e.Kind != ledger.ReportAdded {
			continue // damage is named above
		}
		v.Reports++
		id, err := t.Seal(e.Sealed["report"])
		if err != nil {
			continue
		}
		seal, err := t.Seal(e.Sealed["original"])
		if err != nil || seal.Bytes == nil || !seal.Holds() {
			continue
		}
		hash := string(seal.Bytes)
		known[hash], added[seq] = true, true
		if what := r.checkOriginal(t, seq, hash); what != "" {
			bad("the original of report "+string(id.Bytes), what)
		}
	}
	if err := r.strayOriginals(t, known, added, bad); err != nil {
		return err
	}
	want, err := r.derive(t, v.Entries)
	if err != nil {
		bad("the derived tables", "cannot be compared: "+err.Error())
		return nil
	}
	have, err := readRows(t)
	if err != nil {
		bad("the derived tables", "cannot be read: "+err.Error()+": run cairn rebuild")
		return nil
	}
	compare(want, have, bad)
	return nil
}

const again = "is not what the ledger gives: run cairn rebuild"

// compare names every derived row that is not, byte for byte, what the ledger
// gives.
func compare(want, have rows, bad func(item, what string)) {
	compareRows(want.reports, have.reports, func(r store.ReportRow) string { return "report " + r.ID }, bad)
	compareRows(want.claims, have.claims, func(c store.ClaimRow) string {
		return fmt.Sprintf("claim %s (%d of the report of entry %d)", c.ID, c.N+1, c.Seq)
	}, bad)
	compareRows(want.links, have.links, func(l store.LinkRow) string { return "the line of " + l.ID + " in the links" }, bad)
	compareRows(want.decisions, have.decisions, func(d store.DecisionRow) string { return fmt.Sprintf("decision %d", d.Seq) }, bad)
}

func compareRows[T any](want, have []T, name func(T) string, bad func(item, what string)) {
	there := map[string]T{}
	for _, row := range have {
		there[name(row)] = row
	}
	for _, row := range want {
		item := name(row)
		other, ok := there[item]
		delete(there, item)
		switch {
		case !ok:
			bad(item, "is missing from the tables: run cairn rebuild")
		case !same(row, other):
			bad(item, again)
		}
	}
	for _, item := range slices.Sorted(maps.Keys(there)) {
		bad(item, "is in the tables and not in the ledger: run cairn rebuild")
	}
}

// same compares two rows by all their fields; bytes become base64, in which
// nothing is lost.
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
		return errors.Join(r.rederive(t, size), t.SetMeta("rebuild", ""))
	})
}

func (r *Record) rederive(t *store.Tx, size int64) error {
	rs, err := r.derive(t, size)
	if err != nil {
		return err
	}
	return rs.write(t)
}
