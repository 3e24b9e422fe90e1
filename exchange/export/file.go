package export

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// written is a file that was made, as a package describes it.
type written struct {
	path  string
	bytes int64
	hash  string
}

// File makes a file whole or not at all: it is written under another name beside
// its place, synced and renamed. Whatever was there before stays until then.
func File(path string, write func(io.Writer) error) error {
	_, err := makeFile(path, write)
	return err
}

func makeFile(path string, write func(io.Writer) error) (out written, err error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return out, fmt.Errorf("write %s: %w", path, err)
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	sum := sha256.New()
	count := &counter{}
	if err := write(io.MultiWriter(f, sum, count)); err != nil {
		return out, err
	}
	if err := f.Chmod(0o644); err != nil {
		return out, fmt.Errorf("write %s: %w", path, err)
	}
	if err := f.Sync(); err != nil {
		return out, fmt.Errorf("write %s: %w", path, err)
	}
	if err := f.Close(); err != nil {
		return out, fmt.Errorf("write %s: %w", path, err)
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return out, fmt.Errorf("write %s: %w", path, err)
	}
	return written{path, count.n, hex.EncodeToString(sum.Sum(nil))}, nil
}

type counter struct{ n int64 }

func (c *counter) Write(b []byte) (int, error) {
	c.n += int64(len(b))
	return len(b), nil
}
