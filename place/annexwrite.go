package place

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"math"
	"slices"

	"cairn"
	"cairn/place/outline"
)

// Beside is what an imported file says of its places that the image of a pack
// has no room for; it goes into the pack's annex.
type Beside struct {
	Thirds map[string]Division     // by place: the third-order division that it lies in
	Held   map[string]cairn.Period // by place: the days in which it was there
	Names  []HeldName
	Areas  []Outlined
}

// Division is a code and a plain English name.
type Division struct{ Code, Name string }

// HeldName is a name that a place had for some days.
type HeldName struct {
	ID, Name string
	Days     cairn.Period
}

// Outlined is an area with its outline.
type Outlined struct {
	Area
	Rings [][]outline.Point
}

func (b *Beside) empty() bool {
	for _, days := range b.Held {
		if days.Known() {
			return false
		}
	}
	return len(b.Thirds) == 0 && len(b.Names) == 0 && len(b.Areas) == 0
}

type annexWriter struct {
	im      *image
	strings bytes.Buffer
	strs    map[string]uint32
}

// bytes writes the annex of an image, or nothing where there is nothing to say.
func (b *Beside) bytes(imageBytes []byte) ([]byte, error) {
	if b.empty() {
		return nil, nil
	}
	im, err := openImage(string(imageBytes))
	if err != nil {
		return nil, fmt.Errorf("read the image back: %w", err)
	}
	w := &annexWriter{im: im, strs: map[string]uint32{}}
	w.str("")
	var part [annexSections][]byte
	part[axThirds], part[axDivisions] = w.thirds(b.Thirds)
	part[axSpans] = w.spans(b)
	part[axAreas], part[axOutlines] = w.areas(b.Areas)
	part[axStrings] = w.strings.Bytes()
	out := []byte(annexMagic)
	at := uint32(len(annexMagic) + annexSections*8)
	for _, p := range part {
		out = binary.LittleEndian.AppendUint32(out, at)
		out = binary.LittleEndian.AppendUint32(out, uint32(len(p)))
		at += uint32(len(p))
	}
	for _, p := range part {
		out = append(out, p...)
	}
	return out, nil
}

func (w *annexWriter) str(s string) uint32 {
	if len(s) > 255 {
		s = s[:255]
	}
	at, ok := w.strs[s]
	if !ok {
		at = uint32(w.strings.Len())
		w.strs[s] = at
		w.strings.WriteByte(byte(len(s)))
		w.strings.WriteString(s)
	}
	return at
}

func (w *annexWriter) thirds(of map[string]Division) (thirds, divisions []byte) {
	if len(of) == 0 {
		return nil, nil
	}
	number := map[Division]uint32{{}: 0}
	divisions = make([]byte, divisionSize)
	for i := range uint32(w.im.count) {
		d := of[w.im.id(w.im.record(i))]
		n, ok := number[d]
		if !ok {
			n = uint32(len(number))
			number[d] = n
			divisions = binary.LittleEndian.AppendUint32(divisions, w.str(d.Code))
			divisions = binary.LittleEndian.AppendUint32(divisions, w.str(d.Name))
		}
		thirds = binary.LittleEndian.AppendUint32(thirds, n)
	}
	return thirds, divisions
}

// span says that a name of a place held on some days.
type span struct {
	place uint32
	name  uint16
	days  cairn.Period
}

func (w *annexWriter) spans(b *Beside) []byte {
	named := map[string][]HeldName{}
	for _, n := range b.Names {
		named[n.ID] = append(named[n.ID], n)
	}
	var all []span
	for i := range uint32(w.im.count) {
		rec := w.im.record(i)
		id := w.im.id(rec)
		if days, ok := b.Held[id]; ok && days.Known() {
			all = append(all, span{i, everyName, days})
		}
		for _, n := range named[id] {
			for k := range w.im.nameCount(rec.nameAt) {
				if w.im.name(rec.nameAt, k) == n.Name {
					all = append(all, span{i, uint16(k), n.Days})
					break
				}
			}
		}
	}
	slices.SortStableFunc(all, func(a, b span) int { return cmp.Or(cmp.Compare(a.place, b.place), cmp.Compare(a.name, b.name)) })
	var out []byte
	for _, s := range all {
		out = binary.LittleEndian.AppendUint32(out, s.place)
		out = binary.LittleEndian.AppendUint32(out, uint32(s.name))
		out = binary.LittleEndian.AppendUint32(out, numberOfDay(s.days.Start))
		out = binary.LittleEndian.AppendUint32(out, numberOfDay(s.days.End))
	}
	return out
}

func (w *annexWriter) areas(all []Outlined) (areas, outlines []byte) {
	for _, a := range all {
		for _, s := range []string{a.ID, a.Name, a.Country, a.Admin1, a.Admin2, a.admin1Code} {
			areas = binary.LittleEndian.AppendUint32(areas, w.str(s))
		}
		areas = append(areas, byte(a.Kind), 0, 0, 0)
		areas = binary.LittleEndian.AppendUint32(areas, numberOfDay(a.Held.Start))
		areas = binary.LittleEndian.AppendUint32(areas, numberOfDay(a.Held.End))
		at := uint32(len(outlines))
		var box [4]int32
		outlines, box = appendRings(outlines, a.Rings)
		for _, edge := range box {
			areas = binary.LittleEndian.AppendUint32(areas, uint32(edge))
		}
		areas = binary.LittleEndian.AppendUint32(areas, at)
	}
	return areas, outlines
}

func appendRings(out []byte, rings [][]outline.Point) ([]byte, [4]int32) {
	box := [4]int32{math.MaxInt32, math.MaxInt32, math.MinInt32, math.MinInt32}
	out = binary.AppendUvarint(out, uint64(len(rings)))
	for _, ring := range rings {
		out = binary.AppendUvarint(out, uint64(len(ring)))
		x, y := int32(0), int32(0)
		for _, p := range ring {
			nextX, nextY := int32(math.Round(p.Lon*areaDegree)), int32(math.Round(p.Lat*areaDegree))
			out = binary.AppendVarint(out, int64(nextX-x))
			out = binary.AppendVarint(out, int64(nextY-y))
			x, y = nextX, nextY
			box = [4]int32{min(box[0], x), min(box[1], y), max(box[2], x), max(box[3], y)}
		}
	}
	return out, box
}
