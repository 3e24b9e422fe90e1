package place

import (
	"archive/zip"
	"bytes"
	"cmp"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// maxUnpacked bounds what a compressed gazetteer file may grow to.
const maxUnpacked = 1 << 30

// ReadPack reads a pack, or a gazetteer file of any form that Import knows
// (also gzipped or zipped) and makes a pack of it in memory. The second result is nil
// for a file that is a pack already.
func ReadPack(name string, content []byte, base *Gazetteer) (*Pack, *Imported, error) {
	content, err := unpack(content)
	if err != nil {
		return nil, nil, fmt.Errorf("unpack %s: %w", name, err)
	}
	if bytes.HasPrefix(content, []byte(imageMagic)) {
		p, err := OpenPack(string(content))
		return p, nil, err
	}
	image, in, err := MakePack(name, content, "", base)
	if err != nil {
		return nil, nil, err
	}
	p, err := OpenPack(string(image))
	return p, in, err
}

// MakePack imports a gazetteer file and writes it as a pack. about names its
// source and licence; without it the form of the file and its name stand there.
func MakePack(name string, content []byte, about string, base *Gazetteer) ([]byte, *Imported, error) {
	content, err := unpack(content)
	if err != nil {
		return nil, nil, fmt.Errorf("unpack %s: %w", name, err)
	}
	in, err := Import(name, content, base)
	if err != nil {
		return nil, nil, err
	}
	if about == "" {
		about = in.Format + " (" + name + ")"
	}
	image, err := in.Pack(about)
	if err != nil {
		return nil, nil, fmt.Errorf("pack %s: %w", name, err)
	}
	return image, in, nil
}

// unpack gives the bytes of a file that may be compressed: gzipped, or a zip as
// GeoNames gives its dumps, of which the largest file is read.
func unpack(content []byte) ([]byte, error) {
	switch {
	case bytes.HasPrefix(content, []byte{0x1f, 0x8b}):
		r, err := gzip.NewReader(bytes.NewReader(content))
		if err != nil {
			return nil, err
		}
		return readAll(r)
	case bytes.HasPrefix(content, []byte("PK\x03\x04")):
		z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
		if err != nil {
			return nil, err
		}
		if len(z.File) == 0 {
			return nil, errors.New("the zip holds no file")
		}
		largest := slices.MaxFunc(z.File, func(a, b *zip.File) int { return cmp.Compare(a.UncompressedSize64, b.UncompressedSize64) })
		r, err := largest.Open()
		if err != nil {
			return nil, fmt.Errorf("open %s: %w", largest.Name, err)
		}
		defer r.Close()
		return readAll(r)
	}
	return content, nil
}

func readAll(r io.Reader) ([]byte, error) {
	out, err := io.ReadAll(io.LimitReader(r, maxUnpacked+1))
	if err == nil && len(out) > maxUnpacked {
		err = fmt.Errorf("more than %d MB", maxUnpacked>>20)
	}
	return out, err
}

// Own says whether the pack holds an organisation's own spellings, which win
// over everything.
func (p *Pack) Own() bool { return p.image.own }

// About is what the pack says of its sources, on one line.
func (p *Pack) About() string { return strings.TrimSpace(p.image.about) }

// Len is the number of places in the pack.
func (p *Pack) Len() int { return p.image.count }
