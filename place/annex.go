package place

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"cairn"
)

// An annex stands behind the image of a pack and holds what only packs know:
// third-order divisions, the days in which places and names held, and the
// outlines of areas. It is read where it lies, as the image is. It holds,
// little-endian:
//
//	magic, section table
//	thirds     4 bytes for each place of the image: its third-order division, 0 for none
//	divisions  8 bytes each: code, name; the first is none
//	spans      16 bytes each, ordered: place, number of the name (all of them: everyName), first and last day
//	areas      56 bytes each: see area
//	outlines   rings, as differences in 1/100,000 of a degree (about a metre)
//	strings    length-prefixed, shared
//
// A day is the number YYYYMMDD; 0 is open.
type annex struct {
	thirds, divisions, spans, areas, outlines, strs string
}

const (
	annexMagic   = "cairnax1"
	thirdSize    = 4
	divisionSize = 8
	spanSize     = 16
	areaSize     = 56
	everyName    = 0xffff
	areaDegree   = 100000
)

const (
	axThirds = iota
	axDivisions
	axSpans
	axAreas
	axOutlines
	axStrings
	annexSections
)

// openAnnex reads what stands behind an image, or nil where nothing does.
func openAnnex(pack string) (*annex, error) {
	end := len(imageMagic) + sections*8
	for i := range sections {
		at := len(imageMagic) + i*8
		end = max(end, int(u32(pack, at))+int(u32(pack, at+4)))
	}
	data := pack[end:]
	if data == "" {
		return nil, nil
	}
	head := len(annexMagic) + annexSections*8
	if len(data) < head || !strings.HasPrefix(data, annexMagic) {
		return nil, fmt.Errorf("%w: what stands behind the image is no annex (a newer form?)", errImage)
	}
	var part [annexSections]string
	for i := range part {
		at := len(annexMagic) + i*8
		from, size := int(u32(data, at)), int(u32(data, at+4))
		if from < head || from+size > len(data) {
			return nil, fmt.Errorf("%w: section %d of the annex lies outside the file (truncated?)", errImage, i)
		}
		part[i] = data[from : from+size]
	}
	return &annex{part[axThirds], part[axDivisions], part[axSpans], part[axAreas], part[axOutlines], part[axStrings]}, nil
}

// third is the third-order division of a place, by its number in the image.
func (ax *annex) third(place uint32) (code, name string) {
	at := int(place) * thirdSize
	if ax == nil || at+thirdSize > len(ax.thirds) {
		return "", ""
	}
	n := int(u32(ax.thirds, at)) * divisionSize
	if n+divisionSize > len(ax.divisions) {
		return "", ""
	}
	return pascal(ax.strs, int(u32(ax.divisions, n))), pascal(ax.strs, int(u32(ax.divisions, n+4)))
}

// span is the days in which a name of a place held, or the place itself
// (everyName).
func (ax *annex) span(place uint32, name uint16) (cairn.Period, bool) {
	if ax == nil || ax.spans == "" {
		return cairn.Period{}, false
	}
	n := len(ax.spans) / spanSize
	key := uint64(place)<<16 | uint64(name)
	lo, hi := 0, n
	for lo < hi {
		mid := (lo + hi) / 2
		if ax.spanKey(mid) < key {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == n || ax.spanKey(lo) != key {
		return cairn.Period{}, false
	}
	at := lo * spanSize
	return cairn.Period{Start: dayOfNumber(u32(ax.spans, at+8)), End: dayOfNumber(u32(ax.spans, at+12))}, true
}

func (ax *annex) spanKey(i int) uint64 {
	at := i * spanSize
	return uint64(u32(ax.spans, at))<<16 | uint64(u16(ax.spans, at+4))
}

func dayOfNumber(n uint32) cairn.Day {
	if n == 0 {
		return ""
	}
	return cairn.Day(fmt.Sprintf("%04d-%02d-%02d", n/10000, n/100%100, n%100))
}

func numberOfDay(d cairn.Day) uint32 {
	n, err := strconv.ParseUint(strings.ReplaceAll(string(d), "-", ""), 10, 32)
	if err != nil {
		return 0
	}
	return uint32(n)
}

// Area is a stretch of the earth that a pack outlines: a country or a division
// of one, as it was for some days.
type Area struct {
	ID      string       `json:"id,omitempty"`
	Name    string       `json:"name"`
	Kind    Kind         `json:"-"`
	Country string       `json:"country,omitempty"`
	Admin1  string       `json:"admin1,omitempty"` // that it lies in
	Admin2  string       `json:"admin2,omitempty"`
	Held    cairn.Period `json:"held,omitzero"` // the days that its file gives; an open end is not known
	Source  string       `json:"source"`        // of the outline

	admin1Code string
}

func (ax *annex) areaCount() int {
	if ax == nil {
		return 0
	}
	return len(ax.areas) / areaSize
}

func (ax *annex) area(i int) Area {
	s, at := ax.areas, i*areaSize
	str := func(n int) string { return pascal(ax.strs, int(u32(s, at+n))) }
	return Area{ID: str(0), Name: str(4), Country: str(8), Admin1: str(12), Admin2: str(16), admin1Code: str(20), Kind: kindAt(s[at+24]),
		Held: cairn.Period{Start: dayOfNumber(u32(s, at+28)), End: dayOfNumber(u32(s, at+32))}}
}

// holds says whether an area of the annex holds a point: by its box, and then
// by its rings, of which inner ones are holes by the even-odd rule.
func (ax *annex) holds(i int, at LatLon) bool {
	s, k := ax.areas, i*areaSize
	x, y := int32(math.Round(at.Lon*areaDegree)), int32(math.Round(at.Lat*areaDegree))
	if x < int32(u32(s, k+36)) || y < int32(u32(s, k+40)) || x > int32(u32(s, k+44)) || y > int32(u32(s, k+48)) {
		return false
	}
	r := ringReader{ax.outlines, int(u32(s, k+52))}
	in := false
	for range r.count() {
		in = r.crosses(float64(x), float64(y)) != in
	}
	return in
}

// ringReader reads rings where they lie; what is cut off reads as nothing.
type ringReader struct {
	s  string
	at int
}

func (r *ringReader) uvarint() uint64 {
	var v uint64
	for shift := 0; r.at < len(r.s) && shift < 64; shift += 7 {
		b := r.s[r.at]
		r.at++
		v |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return v
		}
	}
	return 0
}

func (r *ringReader) varint() int64 {
	v := r.uvarint()
	return int64(v>>1) ^ -int64(v&1)
}

// count reads a number of things that take at least one byte each.
func (r *ringReader) count() int {
	n := r.uvarint()
	if r.at > len(r.s) || n > uint64(len(r.s)-r.at) {
		r.at = len(r.s)
		return 0
	}
	return int(n)
}

// crosses says whether a ray from the point crosses the next ring an odd number
// of times.
func (r *ringReader) crosses(x, y float64) bool {
	in := false
	var firstX, firstY, aX, aY float64
	edge := func(bX, bY float64) {
		if (bY > y) != (aY > y) && x < (aX-bX)*(y-bY)/(aY-bY)+bX {
			in = !in
		}
	}
	for i := range r.count() {
		bX, bY := aX+float64(r.varint()), aY+float64(r.varint())
		if i == 0 {
			firstX, firstY = bX, bY
		} else {
			edge(bX, bY)
		}
		aX, aY = bX, bY
	}
	edge(firstX, firstY)
	return in
}

// levels are the kinds of areas, the largest first.
var levels = [...]Kind{Country, Admin1, Admin2, Admin3}

// levelOf is an area's place in levels, or -1.
func levelOf(k Kind) int { return slices.Index(levels[:], k) }
