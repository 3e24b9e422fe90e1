package record

import (
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"cairn/store"
)

// While another program writes, adding waits, and then says so in one line.
func TestARecordThatAnotherWrites(t *testing.T) {
	r := begin(t)
	other, err := Open(t.Context(), r.dir, options("2015-09-19"))
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	err = r.db.Write(t.Context(), func(*store.Tx) error {
		_, err := other.Add(t.Context(), incoming("4 died"))
		if !errors.Is(err, store.ErrLocked) || strings.Contains(err.Error(), "\n") {
			t.Errorf("while another wrote: %v", err)
		}
		if s, err := other.Now(t.Context()); err != nil || len(s.Reports) != 0 {
			t.Errorf("reading must go on: %v", err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if a := add(t, other, "4 died"); !a.New {
		t.Error("not added afterwards")
	}
	if a := add(t, r, "4 died"); a.New {
		t.Error("added by both")
	}
	clean(t, r)
}

func TestARecordOpenedForReading(t *testing.T) {
	r := begin(t)
	add(t, r, "4 died")
	reading, err := Open(t.Context(), r.dir, Options{ReadOnly: true, Now: time.Now, Code: count})
	if err != nil {
		t.Fatal(err)
	}
	defer reading.Close()
	clean(t, reading)
	if _, err := reading.Add(t.Context(), incoming("5 died")); !errors.Is(err, store.ErrReadOnly) {
		t.Errorf("add: %v", err)
	}
	for _, err := range reading.AddAll(t.Context(), func(yield func(Incoming) bool) { yield(incoming("5 died")) }) {
		if !errors.Is(err, store.ErrReadOnly) {
			t.Errorf("add all: %v", err)
		}
	}
	if err := reading.Rebuild(t.Context()); !errors.Is(err, store.ErrReadOnly) {
		t.Errorf("rebuild: %v", err)
	}
	_, hash := ReportID([]byte("5 died"))
	if _, err := os.Stat(r.originalPath(hash)); err == nil {
		t.Error("an original was written")
	}
}

// A crash between a decision to destroy and the removal of the original leaves
// work that the next opening does.
func TestAnOriginalLeftByACrashIsRemovedAtTheNextOpening(t *testing.T) {
	r := begin(t)
	add(t, r, "Xanthippe Quill said 4 died")
	_, hash := ReportID([]byte("Xanthippe Quill said 4 died"))
	if err := r.db.Write(t.Context(), func(tx *store.Tx) error { return tx.SetMeta(toRemove, hash) }); err != nil {
		t.Fatal(err)
	}
	r.Close()
	again, err := Open(t.Context(), r.dir, options("2015-09-20"))
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if _, err := os.Stat(again.originalPath(hash)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the original is still there: %v", err)
	}
}

// A record that was rewritten and signed anew with its own key is whole in
// itself; a checkpoint kept elsewhere finds it.
func TestASavedCheckpointFindsARecordPutBack(t *testing.T) {
	r := begin(t)
	add(t, r, "4 died")
	early, err := r.Checkpoint(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	add(t, r, "5 died")
	late, _ := r.Checkpoint(t.Context())
	if err := errors.Join(r.VerifyAgainst(t.Context(), early), r.VerifyAgainst(t.Context(), late)); err != nil {
		t.Error(err)
	}
	err = r.db.Write(t.Context(), func(tx *store.Tx) error {
		return errors.Join(tx.Exec("DELETE FROM entries WHERE seq > 2"), tx.Exec("DELETE FROM tree WHERE at > 3"), tx.WriteCheckpoint(early), r.rederive(tx, 3))
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := r.VerifyAgainst(t.Context(), late); err == nil || !strings.Contains(err.Error(), "removed") {
		t.Errorf("put back: %v", err)
	}
	if err := r.VerifyAgainst(t.Context(), early); err != nil {
		t.Error(err)
	}
}
