package link

import (
	"cmp"
	"slices"
	"strings"

	"cairn"
)

// A line is furniture of a site (menus, notices, calls to subscribe) where
// furnitureReports reports of one publisher carry it over more than
// furnitureDays days. Furniture tells nothing of what happened, and two reports
// that share only furniture are not copies of one another.
const (
	furnitureReports = 3
	furnitureDays    = 3
)

type lineSeen struct {
	key uint64
	day int32
}

// furniture finds the lines that are furniture, as sorted keys.
func furniture(reports []*cairn.Coded) []uint64 {
	var seen []lineSeen
	for i := range reports {
		r := &reports[i].Report
		day := publishedOn(r.Date).from
		var own []uint64
		for line := range strings.Lines(r.Text) {
			if line = strings.TrimSpace(line); line != "" {
				own = append(own, lineKey(r.Publisher, line))
			}
		}
		for _, k := range sortedUnique(own) {
			seen = append(seen, lineSeen{k, day})
		}
	}
	slices.SortFunc(seen, func(a, b lineSeen) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.day, b.day)) })
	var common []uint64
	for i := 0; i < len(seen); {
		j := i
		for j < len(seen) && seen[j].key == seen[i].key {
			j++
		}
		if j-i >= furnitureReports && seen[j-1].day-seen[i].day > furnitureDays {
			common = append(common, seen[i].key)
		}
		i = j
	}
	return common
}

func (f *Frequencies) isFurniture(publisher, line string) bool {
	_, ok := slices.BinarySearch(f.furniture, lineKey(publisher, line))
	return ok && line != ""
}

func lineKey(publisher, line string) uint64 { return mix(hashString(publisher), hashString(line)) }
