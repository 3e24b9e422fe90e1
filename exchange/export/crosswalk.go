package export

import (
	"math"
	"strconv"
	"time"

	"cairn"
	"cairn/exchange"
)

// The crosswalks of precision codes (FIELD.md 1.11). A precision that a target
// has no code for is absent: the row says so in the loss report, or stays out
// where the target takes nothing so coarse.

var ucdpPlaces = map[string]int64{"exact": 1, "near": 2, "district": 3, "province": 4, "region": 5, "country": 6, "sea_or_air": 7}

// acledPlaces has no country: ACLED takes no event that is only in one.
var acledPlaces = map[string]int64{"exact": 1, "near": 2, "district": 3, "province": 3}

var airwarsPlaces = map[string]string{"exact": "town", "near": "other", "district": "district", "province": "province_governorate", "region": "other", "country": "other"}

// ucdpTime is date_prec 1 to 5 of a time; false where no day is known of it.
func ucdpTime(w *cairn.When) (int64, bool) {
	days, ok := daysOf(w)
	switch {
	case !ok:
		return 0, false
	case days == 1:
		return 1, true
	case days <= 6:
		return 2, true
	case days == 7:
		return 3, true
	case days <= 31:
		return 4, true
	}
	return 5, true
}

// acledTime is time_precision 1 to 3; false beyond a month, which ACLED refuses.
func acledTime(w *cairn.When) (int64, bool) {
	days, ok := daysOf(w)
	switch {
	case !ok || days > 31:
		return 0, false
	case days == 1:
		return 1, true
	case days <= 7:
		return 2, true
	}
	return 3, true
}

// daysOf is how many days a time may be, both ends known.
func daysOf(w *cairn.When) (int, bool) {
	if w == nil {
		return 0, false
	}
	start, ok1 := w.Start.Time()
	end, ok2 := w.End.Time()
	if !ok1 || !ok2 {
		return 0, false
	}
	days := int(end.Sub(start)/(24*time.Hour)) + 1
	if days < 1 { // a row that says so is kept as it is
		days = 1 - days + 2
	}
	return days, true
}

// midpoint is the day that ACLED writes for a stretch of days.
func midpoint(w *cairn.When) cairn.Day {
	days, _ := daysOf(w)
	return w.Start.Add((days - 1) / 2)
}

// prioGrid is the number of the half-degree cell of PRIO-GRID that holds a point.
func prioGrid(lat, lon float64) int64 {
	row := min(int64(math.Floor((lat+90)*2)), 359)
	col := min(int64(math.Floor((lon+180)*2)), 719)
	return row*720 + col + 1
}

// number makes a whole number of an id, for targets whose ids are numbers: the
// same id gives the same number everywhere, and it fits a spreadsheet's.
func number(id string) int64 {
	digits := id
	for i := len(id) - 1; i >= 0 && len(digits) > 0; i-- {
		if !isHex(id[i]) {
			digits = id[i+1:]
			break
		}
	}
	if len(digits) > 12 {
		digits = digits[:12]
	}
	if n, err := strconv.ParseInt(digits, 16, 64); err == nil && n > 0 {
		return n
	}
	n := int64(7)
	for _, b := range []byte(id) {
		n = (n*31 + int64(b)) & (1<<48 - 1)
	}
	return n
}

func isHex(b byte) bool { return '0' <= b && b <= '9' || 'a' <= b && b <= 'f' }

// originalRow is the row of a data set that an incident rests on alone, as it
// came: nil where the incident has other reports, or a person corrected it.
func originalRow(inc *Incident, rule string) map[string]string {
	reports := inc.reports()
	if len(reports) != 1 || len(inc.Claims) == 0 || inc.Claims[0].Rule != rule {
		return nil
	}
	for _, c := range inc.Claims {
		if reports[0].Decided[c.ID] != "" && reports[0].Decided[c.ID] != "confirmed" {
			return nil
		}
	}
	return exchange.Columns(reports[0].Text)
}
