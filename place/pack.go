package place

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"strings"
)

// maxUnpacked bounds what a compressed gazetteer file may grow to.
const maxUnpacked = 1 << 30

// ReadPack reads a pack, or a gazetteer file of any form that Import knows
// (also gzipped) and makes a pack of it in memory. The second result is nil
// for a file that is a pack already.
func ReadPack(name string, content []byte, base *Gazetteer) (*Pack, *Imported, error) {
	if bytes.HasPrefix(content, []byte{0x1f, 0x8b}) {
		unpacked, err := gunzip(content)
		if err != nil {
			return nil, nil, fmt.Errorf("unpack %s: %w", name, err)
		}
		content = unpacked
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
	if bytes.HasPrefix(content, []byte{0x1f, 0x8b}) {
		unpacked, err := gunzip(content)
		if err != nil {
			return nil, nil, fmt.Errorf("unpack %s: %w", name, err)
		}
		content = unpacked
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

func gunzip(content []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(content))
	if err != nil {
		return nil, err
	}
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
