package record

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"cairn/store"
)

// A full disk stops adding with one clear line; what was acknowledged is there,
// and adding goes on when there is space again.
func TestAFullDisk(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=3m"); err != nil {
		t.Skipf("needs the right to mount a small file system: %v", err)
	}
	defer syscall.Unmount(dir, syscall.MNT_DETACH)
	r, err := Open(t.Context(), filepath.Join(dir, "record"), options("2015-09-19"))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	filler := strings.Repeat("nobody counted ", 1000)
	acknowledged := 0
	for ; err == nil && acknowledged < 1000; acknowledged++ {
		_, err = r.Add(t.Context(), incoming(fmt.Sprintf("%d: %s", acknowledged, filler)))
	}
	acknowledged-- // the last was not
	if !errors.Is(err, store.ErrFull) || strings.Contains(err.Error(), "\n") || !strings.Contains(err.Error(), "free some space") {
		t.Fatalf("after %d reports: %v", acknowledged, err)
	}
	s, err := r.Now(t.Context())
	if err != nil || len(s.Reports) != acknowledged {
		t.Errorf("%d acknowledged, %d there, %v", acknowledged, len(s.Reports), err)
	}
	clean(t, r)
	if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT, "size=16m"); err != nil {
		t.Fatal(err)
	}
	if a := add(t, r, "4 died"); !a.New {
		t.Error("nothing was added after there was space")
	}
	clean(t, r)
}
