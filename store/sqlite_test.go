package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cairn/ledger"

	"golang.org/x/mod/sumdb/tlog"
)

func database(t *testing.T) *DB {
	t.Helper()
	db, err := Open(t.Context(), filepath.Join(t.TempDir(), "cairn.db"), true, false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func TestEntriesAreOnlyAppended(t *testing.T) {
	db := database(t)
	err := db.Write(t.Context(), func(tx *Tx) error {
		return errors.Join(tx.Append(0, []byte("a")), tx.WriteHashes(0, []tlog.Hash{{1}}))
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Write(t.Context(), func(tx *Tx) error { return tx.Append(0, []byte("b")) }); err == nil {
		t.Error("entry 0 was written twice")
	}
	if err := db.Write(t.Context(), func(tx *Tx) error { return tx.WriteHashes(0, []tlog.Hash{{2}}) }); err == nil {
		t.Error("hash 0 was written twice")
	}
	err = db.Read(t.Context(), func(tx *Tx) error {
		if data, err := tx.Entry(0); err != nil || string(data) != "a" {
			t.Errorf("entry 0 is %q, %v", data, err)
		}
		if _, err := tx.Entry(1); err == nil {
			t.Error("there is an entry 1")
		}
		return tx.Append(1, []byte("c"))
	})
	if !errors.Is(err, ErrReadOnly) {
		t.Errorf("writing while reading: %v", err)
	}
}

func TestAFailedTransactionLeavesNothing(t *testing.T) {
	db := database(t)
	broken := errors.New("broken")
	err := db.Write(t.Context(), func(tx *Tx) error {
		return errors.Join(tx.Append(0, []byte("a")), tx.WriteSeal(ledger.NewSeal([]byte("b"))), broken)
	})
	if !errors.Is(err, broken) {
		t.Fatal(err)
	}
	if err := db.Read(t.Context(), func(tx *Tx) error {
		n, err := tx.Size()
		if n != 0 {
			t.Errorf("%d entries", n)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

func TestADestroyedSealIsInNoFile(t *testing.T) {
	db := database(t)
	s := ledger.NewSeal([]byte("Xanthippe Quill"))
	if err := db.Write(t.Context(), func(tx *Tx) error { return tx.WriteSeal(s) }); err != nil {
		t.Fatal(err)
	}
	if err := db.Write(t.Context(), func(tx *Tx) error { return tx.Destroy(s.Commitment, 7) }); err != nil {
		t.Fatal(err)
	}
	if err := db.ForgetDestroyed(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{db.name, db.name + "-wal"} {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(data), "Xanthippe") || strings.Contains(string(data), string(s.Salt)) {
			t.Errorf("%s still holds the bytes or the salt", filepath.Base(name))
		}
	}
	if err := db.Read(t.Context(), func(tx *Tx) error {
		have, err := tx.Seal(s.Commitment)
		if have.Bytes != nil || have.Salt != nil || have.WithheldBy != 7 {
			t.Errorf("%+v", have)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

func TestMigrationsRunOnceAlsoAfterOneThatWasStopped(t *testing.T) {
	name := filepath.Join(t.TempDir(), "cairn.db")
	for range 3 {
		db, err := Open(t.Context(), name, true, false)
		if err != nil {
			t.Fatal(err)
		}
		if v, err := userVersion(t.Context(), db.reader); err != nil || v != Version {
			t.Errorf("version %d, %v", v, err)
		}
		db.Close()
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	other := filepath.Join(t.TempDir(), "cairn.db")
	if _, err := Open(stopped, other, true, false); err == nil {
		t.Fatal("opened after it was stopped")
	}
	db, err := Open(t.Context(), other, true, false)
	if err != nil {
		t.Fatal(err)
	}
	db.Close()
}

func TestVersionsOfSQLite(t *testing.T) {
	for version, refused := range map[string]bool{"3.51.2": true, "3.9.0": true, "3.51.3": false, "3.53.0": false, "4.0.0": false} {
		if (number(version) < oldestSQLite) != refused {
			t.Errorf("SQLite %s: refused %v", version, !refused)
		}
	}
}

// The settings that durability rests on are those of every connection.
func TestSettingsOfTheConnections(t *testing.T) {
	db := database(t)
	for setting, want := range map[string]string{"synchronous": "2", "foreign_keys": "1", "journal_mode": "wal", "secure_delete": "1"} {
		var have string
		if err := db.writer.QueryRowContext(t.Context(), "PRAGMA "+setting).Scan(&have); err != nil || have != want {
			t.Errorf("%s is %s, want %s, %v", setting, have, want, err)
		}
	}
}

// A file that a kill left before its tables were made is no record.
func TestAFileWithoutTables(t *testing.T) {
	name := filepath.Join(t.TempDir(), "cairn.db")
	if err := os.WriteFile(name, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), name, false, true); !errors.Is(err, ErrNoRecord) {
		t.Errorf("%v", err)
	}
	db, err := Open(t.Context(), name, true, false)
	if err != nil {
		t.Fatal(err)
	}
	db.Close()
}
