package exchange

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// western writes Arabic-Indic and Persian digits as ASCII ones.
func western(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '٠' && r <= '٩':
			return '0' + r - '٠'
		case r >= '۰' && r <= '۹':
			return '0' + r - '۰'
		case r == '٫':
			return '.'
		}
		return r
	}, s)
}

// grouped is a number with its thousands apart: by commas, points, spaces or
// apostrophes, every group whole.
var grouped = regexp.MustCompile(`^[0-9]{1,3}([,.'\x{a0}\x{202f} ٬][0-9]{3})+$`)

var zeroFraction = regexp.MustCompile(`[.,]0+$`)

// wholeNumber reads a number of people. "1,234" and "1.234" are 1234, "12.0" is
// 12; "12,5" is no number of people.
func wholeNumber(s string) (int64, error) {
	s = strings.TrimSpace(western(s))
	if grouped.MatchString(s) {
		s = strings.Map(func(r rune) rune {
			if r < '0' || r > '9' {
				return -1
			}
			return r
		}, s)
	} else {
		s = zeroFraction.ReplaceAllString(s, "")
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 {
		return 0, fmt.Errorf("%q is not a whole number of people", s)
	}
	return n, nil
}

// degrees reads a coordinate, with a point or a decimal comma.
func degrees(s string) (float64, error) {
	s = strings.TrimSpace(western(s))
	if strings.Count(s, ",") == 1 && !strings.Contains(s, ".") {
		s = strings.Replace(s, ",", ".", 1)
	}
	return strconv.ParseFloat(s, 64)
}
