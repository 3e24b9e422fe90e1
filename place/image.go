package place

import (
	"errors"
	"fmt"
	"math"
	"strings"
)

// An image is a gazetteer as bytes, read where they lie: in the binary for the
// world, in a file for a country pack. Nothing is inflated or indexed when it
// is opened. It holds, little-endian:
//
//	magic, section table
//	places    24 bytes each, the most prominent first
//	admins    12 bytes each: country, code, name
//	strings   length-prefixed, shared
//	names     per place: a count, then length-prefixed names, the best first
//	folded, article, skeleton: three hash indexes over keys of the names
//	prefixes  a Bloom filter over the first words of longer names, for scanning
//	validity  names that hold for some years only
//	about     where the data come from
//
// An index is a table of 2^b+1 bucket starts and entries of 6 bytes: the low
// 16 bits of the key's hash, the place (24 bits), the number of the name (8).
// A hit is verified by folding the name again, so a hash never lies.
type image struct {
	data                        string
	places, admins, names, strs string
	folded, article, skeleton   index
	prefixes, validity, about   string
	own                         bool // an organisation's own spellings
	count                       int
}

const (
	imageMagic   = "cairnpl2"
	placeSize    = 24
	adminSize    = 12
	entrySize    = 6
	validitySize = 12
)

// ownMark begins the about text of a pack of own spellings.
const ownMark = "Own spellings"

const (
	secPlaces = iota
	secAdmins
	secStrings
	secNames
	secFolded
	secArticle
	secSkeleton
	secPrefixes
	secValidity
	secAbout
	sections
)

var errImage = errors.New("not a gazetteer image")

func openImage(data string) (*image, error) {
	head := len(imageMagic) + sections*8
	if len(data) < head || !strings.HasPrefix(data, imageMagic) {
		return nil, fmt.Errorf("%w: it does not begin with %q", errImage, imageMagic)
	}
	var part [sections]string
	for i := range part {
		at := len(imageMagic) + i*8
		from, size := int(u32(data, at)), int(u32(data, at+4))
		if from < head || size < 0 || from+size > len(data) {
			return nil, fmt.Errorf("%w: section %d lies outside the file (truncated?)", errImage, i)
		}
		part[i] = data[from : from+size]
	}
	im := &image{data: data, places: part[secPlaces], admins: part[secAdmins], strs: part[secStrings], names: part[secNames],
		prefixes: part[secPrefixes], validity: part[secValidity], about: part[secAbout], count: len(part[secPlaces]) / placeSize}
	im.own = strings.HasPrefix(im.about, ownMark)
	for i, dst := range map[int]*index{secFolded: &im.folded, secArticle: &im.article, secSkeleton: &im.skeleton} {
		ix, err := openIndex(part[i])
		if err != nil {
			return nil, fmt.Errorf("%w: index %d: %w", errImage, i, err)
		}
		*dst = ix
	}
	return im, nil
}

type index struct {
	bits    uint
	starts  string
	entries string
}

func openIndex(s string) (index, error) {
	if len(s) < 4 {
		return index{}, errors.New("empty")
	}
	bits := uint(u32(s, 0))
	if bits > 24 || len(s) < 4+4*(1<<bits+1) {
		return index{}, errors.New("bucket table is cut off")
	}
	n := 4 + 4*(1<<bits+1)
	return index{bits, s[4:n], s[n:]}, nil
}

// find calls yield for each entry whose hash agrees, the most prominent place
// first, until yield returns false.
func (ix index) find(hash uint32, yield func(place uint32, name uint8) bool) {
	bucket := int(hash >> (32 - ix.bits))
	if ix.bits == 0 {
		bucket = 0
	}
	from, to := int(u32(ix.starts, 4*bucket)), int(u32(ix.starts, 4*bucket+4))
	if to*entrySize > len(ix.entries) {
		return
	}
	low := uint16(hash)
	for i := from; i < to; i++ {
		at := i * entrySize
		got := uint16(ix.entries[at]) | uint16(ix.entries[at+1])<<8
		if got < low {
			continue
		}
		if got > low {
			return
		}
		p := uint32(ix.entries[at+2]) | uint32(ix.entries[at+3])<<8 | uint32(ix.entries[at+4])<<16
		if !yield(p, ix.entries[at+5]) {
			return
		}
	}
}

// record is the fixed part of a place.
type record struct {
	id         uint32
	space      idSpace
	lat, lon   float64
	population uint32 // 0 is unknown
	people     uint32 // the population, or what a place of its rank may have
	admin1     uint16
	admin2     uint16
	kind       Kind
	nameAt     uint32
}

func (im *image) record(i uint32) record {
	at := int(i) * placeSize
	if at+placeSize > len(im.places) {
		return record{}
	}
	s := im.places
	r := record{
		id:     u32(s, at),
		lat:    float64(i24(s, at+4)) / degree,
		lon:    float64(i24(s, at+7)) / degree,
		kind:   kindAt(s[at+10]),
		space:  idSpace(s[at+11]),
		people: u32(s, at+12) &^ estimated,
		admin1: u16(s, at+16),
		admin2: u16(s, at+18),
		nameAt: u32(s, at+20),
	}
	if u32(s, at+12)&estimated == 0 {
		r.population = r.people
	}
	return r
}

// estimated marks a number of people that is a guess from the place's rank: it
// ranks candidates and is never shown.
const estimated = 1 << 31

// degree is the resolution of stored coordinates: 1/40,000 of a degree is less
// than 3 metres.
const degree = 40000

func (im *image) admin(i uint16) (country, code, name string) {
	at := int(i) * adminSize
	if at+adminSize > len(im.admins) {
		return "", "", ""
	}
	return strings.TrimRight(im.admins[at:at+2], "\x00"), im.str(u32(im.admins, at+4)), im.str(u32(im.admins, at+8))
}

func (im *image) str(at uint32) string { return pascal(im.strs, int(at)) }

// name returns the n-th name of a place, counted from 0, or "".
func (im *image) name(nameAt uint32, n int) string {
	at := int(nameAt)
	if at >= len(im.names) || n >= int(im.names[at]) {
		return ""
	}
	for at++; n > 0 && at < len(im.names); n-- {
		at += 1 + int(im.names[at])
	}
	return pascal(im.names, at)
}

func (im *image) nameCount(nameAt uint32) int {
	if int(nameAt) >= len(im.names) {
		return 0
	}
	return int(im.names[nameAt])
}

// mayBegin says whether some longer name may begin with the words hashed here;
// it errs only by saying yes.
func (im *image) mayBegin(h uint64) bool {
	bits := uint64(len(im.prefixes)) * 8
	if bits == 0 {
		return false
	}
	for range bloomProbes {
		bit := h % bits
		if im.prefixes[bit/8]&(1<<(bit%8)) == 0 {
			return false
		}
		h = h>>17 | h<<47
		h *= 0x9E3779B97F4A7C15
	}
	return true
}

const bloomProbes = 4

func pascal(s string, at int) string {
	if at < 0 || at >= len(s) {
		return ""
	}
	end := at + 1 + int(s[at])
	if end > len(s) {
		return ""
	}
	return s[at+1 : end]
}

func u16(s string, at int) uint16 { return uint16(s[at]) | uint16(s[at+1])<<8 }

func u32(s string, at int) uint32 {
	return uint32(s[at]) | uint32(s[at+1])<<8 | uint32(s[at+2])<<16 | uint32(s[at+3])<<24
}

func i24(s string, at int) int32 {
	return int32(uint32(s[at])<<8|uint32(s[at+1])<<16|uint32(s[at+2])<<24) >> 8
}

// Keys are hashed with FNV-1a, which can be carried on word by word.
const fnvStart uint64 = 14695981039346656037

func fnv(h uint64, s []byte) uint64 {
	for _, c := range s {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h
}

func finish(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	return h ^ h>>33
}

func keyHash(key []byte) uint32 { return uint32(finish(fnv(fnvStart, key)) >> 32) }

func fixed(deg float64) int32 { return int32(math.Round(deg * degree)) }
