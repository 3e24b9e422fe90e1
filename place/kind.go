package place

// Kind is what sort of thing a place is. It decides how large a place may be
// taken to be, and ranks candidates of one name.
type Kind uint8

const (
	Unknown Kind = iota
	Region       // larger than a province, or across borders: Darfur, the Sahel, Europe
	Country
	Admin1
	Admin2
	Admin3
	Capital
	Seat // of a first- or second-order division
	Town
	Village
	Neighbourhood
	Camp
	Airbase
	Airport
	Base
	Crossing
	Checkpoint
	Hospital
	School
	Site // a building, a square, a field
	Road
	Water
	Natural
	kinds
)

var kindNames = [kinds]string{"unknown", "region", "country", "admin1", "admin2", "admin3", "capital", "seat", "town",
	"village", "neighbourhood", "camp", "airbase", "airport", "base", "crossing", "checkpoint", "hospital", "school", "site", "road", "water", "natural"}

func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return kindNames[Unknown]
}

// KindOf reads what String writes; an unknown word is Unknown, false.
func KindOf(s string) (Kind, bool) {
	for k, name := range kindNames {
		if name == s {
			return Kind(k), true
		}
	}
	return Unknown, false
}

// Settled says whether people live at a point of this kind: the places that
// reports mean when they say where something happened.
func (k Kind) Settled() bool { return k >= Capital && k <= Camp }

// Area says whether the kind is an area whose coordinates are only a centre.
func (k Kind) Area() bool { return k >= Region && k <= Admin3 }

// kindAt is the kind that a byte of a pack names. A pack is a file that anybody
// may have damaged: what no kind has is Unknown.
func kindAt(b byte) Kind {
	if b < byte(kinds) {
		return Kind(b)
	}
	return Unknown
}
