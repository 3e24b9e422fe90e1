package place

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"cairn/text"
)

// Row is one place as it goes into an image.
type Row struct {
	ID         string // "gn:174611"; see ParseID
	Kind       Kind
	Lat, Lon   float64
	Population int64
	Standing   int64  // people that a place of this rank may have, where the number is unknown
	Country    string // ISO 3166-1 alpha-2
	Admin1Code string
	Admin1     string // plain English name
	Admin2Code string
	Admin2     string
	Names      []string // the best first
	Valid      []Validity
}

// people is the population as it is stored; an estimate is marked.
func (r Row) people() uint32 {
	if r.Population <= 0 && r.Standing > 0 {
		return uint32(min(r.Standing, estimated-1)) | estimated
	}
	return uint32(min(max(r.Population, 0), estimated-1))
}

// At is the row's point.
func (r Row) At() LatLon { return LatLon{r.Lat, r.Lon} }

// Validity says that a name (its number in Names) holds in some years only;
// zero is open.
type Validity struct{ Name, From, To int }

// Image builds the bytes that openImage reads. The order of rows does not
// matter; the result is the same for the same rows.
func Image(rows []Row, about string) ([]byte, error) {
	if len(rows) >= 1<<24 {
		return nil, fmt.Errorf("a gazetteer image holds %d places at most, not %d", 1<<24-1, len(rows))
	}
	rows = slices.Clone(rows)
	slices.SortFunc(rows, func(a, b Row) int {
		return cmp.Or(-cmp.Compare(prominence(a.Kind, max(a.Population, a.Standing)), prominence(b.Kind, max(b.Population, b.Standing))), cmp.Compare(a.ID, b.ID))
	})
	w := imageWriter{strs: map[string]uint32{}, adminAt: map[string]uint16{}, prefix: map[uint64]bool{}}
	w.str("")
	for i := range rows {
		if err := w.add(uint32(i), rows[i]); err != nil {
			return nil, fmt.Errorf("place %s: %w", rows[i].ID, err)
		}
	}
	return w.assemble(about), nil
}

type imageWriter struct {
	places, admins, strings, names, validity bytes.Buffer
	strs                                     map[string]uint32
	adminAt                                  map[string]uint16
	folded, article, skeleton                []indexed
	prefix                                   map[uint64]bool
}

type indexed struct {
	hash  uint32
	place uint32
	name  uint8
}

func (w *imageWriter) str(s string) uint32 {
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

func (w *imageWriter) admin(country, code, name string) (uint16, error) {
	key := country + "\x00" + code + "\x00" + name
	if at, ok := w.adminAt[key]; ok {
		return at, nil
	}
	if len(w.adminAt) >= 1<<16 {
		return 0, fmt.Errorf("more than %d administrative units in one image", 1<<16)
	}
	at := uint16(len(w.adminAt))
	w.adminAt[key] = at
	var b [adminSize]byte
	copy(b[:2], country)
	binary.LittleEndian.PutUint32(b[4:], w.str(code))
	binary.LittleEndian.PutUint32(b[8:], w.str(name))
	w.admins.Write(b[:])
	return at, nil
}

func (w *imageWriter) add(i uint32, r Row) error {
	a1, err := w.admin(r.Country, r.Admin1Code, r.Admin1)
	if err != nil {
		return err
	}
	a2, err := w.admin(r.Country, r.Admin2Code, r.Admin2)
	if err != nil {
		return err
	}
	names := w.indexNames(i, r)
	space, id, rest := parseID(r.ID)
	if space == spaceText {
		id = w.str(rest)
		w.folded = append(w.folded, indexed{keyHash(text.AppendFold(nil, rest)), i, nameIsID})
	}
	var b [placeSize]byte
	binary.LittleEndian.PutUint32(b[0:], id)
	put24(b[4:], fixed(r.Lat))
	put24(b[7:], fixed(r.Lon))
	b[10], b[11] = byte(r.Kind), byte(space)
	binary.LittleEndian.PutUint32(b[12:], r.people())
	binary.LittleEndian.PutUint16(b[16:], a1)
	binary.LittleEndian.PutUint16(b[18:], a2)
	binary.LittleEndian.PutUint32(b[20:], uint32(w.names.Len()))
	w.places.Write(b[:])
	w.names.WriteByte(byte(len(names)))
	for _, n := range names {
		w.names.WriteByte(byte(len(n)))
		w.names.WriteString(n)
	}
	return nil
}

// indexNames returns the names that are kept: at most 254, none longer than
// 255 bytes, none that folds as an earlier one did.
func (w *imageWriter) indexNames(i uint32, r Row) []string {
	var kept []string
	seenFold, seenArticle, seenSkeleton := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for at, name := range r.Names {
		key := text.Fold(name)
		if len(name) > 255 || len(kept) == nameIsID-1 || key == "" && len(kept) > 0 {
			continue
		}
		limited := slices.ContainsFunc(r.Valid, func(v Validity) bool { return v.Name == at })
		if seenFold[key] && !limited {
			continue
		}
		n := uint8(len(kept))
		kept = append(kept, name)
		for _, v := range r.Valid {
			if v.Name == at {
				w.valid(i, n, v)
			}
		}
		if !seenFold[key] {
			seenFold[key] = true
			w.folded = append(w.folded, indexed{keyHash([]byte(key)), i, n})
			w.prefixes(key)
		}
		if a := text.FoldArticle(key); a != key && !seenArticle[a] {
			seenArticle[a] = true
			w.article = append(w.article, indexed{keyHash([]byte(a)), i, n})
		}
		if s := text.Skeleton(key); s != "" && !seenSkeleton[s] {
			seenSkeleton[s] = true
			w.skeleton = append(w.skeleton, indexed{keyHash([]byte(s)), i, n})
		}
	}
	return kept
}

func (w *imageWriter) valid(place uint32, name uint8, v Validity) {
	var b [validitySize]byte
	binary.LittleEndian.PutUint32(b[0:], place)
	binary.LittleEndian.PutUint16(b[4:], uint16(name))
	binary.LittleEndian.PutUint16(b[6:], uint16(v.From))
	binary.LittleEndian.PutUint16(b[8:], uint16(v.To))
	w.validity.Write(b[:])
}

func (w *imageWriter) prefixes(key string) {
	for at, c := range []byte(key) {
		if c == ' ' {
			w.prefix[finish(fnv(fnvStart, []byte(key[:at])))] = true
		}
	}
}

func (w *imageWriter) assemble(about string) []byte {
	var part [sections][]byte
	part[secPlaces], part[secAdmins] = w.places.Bytes(), w.admins.Bytes()
	part[secStrings], part[secNames] = w.strings.Bytes(), w.names.Bytes()
	part[secFolded], part[secArticle], part[secSkeleton] = indexBytes(w.folded), indexBytes(w.article), indexBytes(w.skeleton)
	part[secPrefixes], part[secValidity], part[secAbout] = bloomBytes(w.prefix), w.validity.Bytes(), []byte(strings.TrimSpace(about)+"\n")
	out := bytes.NewBuffer(make([]byte, 0, 1<<20))
	out.WriteString(imageMagic)
	at := uint32(len(imageMagic) + sections*8)
	for _, p := range part {
		var b [8]byte
		binary.LittleEndian.PutUint32(b[0:], at)
		binary.LittleEndian.PutUint32(b[4:], uint32(len(p)))
		out.Write(b[:])
		at += uint32(len(p))
	}
	for _, p := range part {
		out.Write(p)
	}
	return out.Bytes()
}

func indexBytes(entries []indexed) []byte {
	slices.SortFunc(entries, func(a, b indexed) int {
		return cmp.Or(cmp.Compare(a.hash>>16, b.hash>>16), cmp.Compare(uint16(a.hash), uint16(b.hash)), cmp.Compare(a.place, b.place), cmp.Compare(a.name, b.name))
	})
	bits := uint(0)
	for bits < 16 && len(entries)>>bits > 8 {
		bits++
	}
	// Within a bucket entries are ordered by the low half of the hash.
	slices.SortStableFunc(entries, func(a, b indexed) int {
		return cmp.Or(cmp.Compare(bucketOf(a.hash, bits), bucketOf(b.hash, bits)), cmp.Compare(uint16(a.hash), uint16(b.hash)), cmp.Compare(a.place, b.place))
	})
	out := binary.LittleEndian.AppendUint32(nil, uint32(bits))
	at := 0
	for b := uint32(0); b <= 1<<bits; b++ {
		for at < len(entries) && bucketOf(entries[at].hash, bits) < b {
			at++
		}
		out = binary.LittleEndian.AppendUint32(out, uint32(at))
	}
	for _, e := range entries {
		out = append(out, byte(e.hash), byte(e.hash>>8), byte(e.place), byte(e.place>>8), byte(e.place>>16), e.name)
	}
	return out
}

func bucketOf(hash uint32, bits uint) uint32 {
	if bits == 0 {
		return 0
	}
	return hash >> (32 - bits)
}

func bloomBytes(keys map[uint64]bool) []byte {
	bytes := max(8, len(keys)*12/8)
	out := make([]byte, bytes)
	bits := uint64(bytes) * 8
	for h := range keys {
		for range bloomProbes {
			bit := h % bits
			out[bit/8] |= 1 << (bit % 8)
			h = h>>17 | h<<47
			h *= 0x9E3779B97F4A7C15
		}
	}
	return out
}

func put24(b []byte, v int32) { b[0], b[1], b[2] = byte(v), byte(v>>8), byte(v>>16) }
