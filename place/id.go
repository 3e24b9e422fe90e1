package place

import (
	"strconv"
	"strings"
)

// A place's id says whose number it is: "gn:174611" (GeoNames), "oa:6339"
// (OurAirports), "wof:102542747" (Who's On First), "pc:SY070001" (an OCHA
// P-code), "cc:SY" (a country), "own:..." (an organisation's own place).
type idSpace uint8

const (
	spaceText idSpace = iota // the whole id is text
	spaceGeoNames
	spaceAirports
	spaceWOF
)

var spaceNames = [...]string{"", "gn:", "oa:", "wof:"}

func parseID(id string) (idSpace, uint32, string) {
	for space := spaceGeoNames; int(space) < len(spaceNames); space++ {
		if digits, ok := strings.CutPrefix(id, spaceNames[space]); ok {
			if n, err := strconv.ParseUint(digits, 10, 32); err == nil && strconv.FormatUint(n, 10) == digits {
				return space, uint32(n), ""
			}
		}
	}
	return spaceText, 0, id
}

func (im *image) id(r record) string {
	if r.space == spaceText || int(r.space) >= len(spaceNames) {
		return im.str(r.id)
	}
	return spaceNames[r.space] + strconv.FormatUint(uint64(r.id), 10)
}
