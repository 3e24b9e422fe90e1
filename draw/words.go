package draw

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"cairn"
)

// Words are what a chart writes by itself, by key. What a table lacks is
// written in English.
type Words map[string]string

// English are all the words that charts write. Sentences avoid forms that
// change with a number, so that one translation each is enough.
func English() Words {
	out := make(Words, len(english))
	for k, v := range english {
		out[k] = v
	}
	return out
}

var english = Words{
	"group":                ",", // between thousands
	"about":                "about %s",
	"or_more":              "%s or more",
	"up_to":                "up to %s",
	"to":                   "%s to %s",
	"unknown":              "not known",
	"no_number":            "no number",
	"low":                  "low",
	"best":                 "best",
	"high":                 "high",
	"adopted":              "Adopted",
	"log":                  "logarithmic scale",
	"aside":                "hollow: set aside",
	"also":                 "%s more in the table",
	"head.source":          "Source",
	"head.claim":           "As worded",
	"head.low":             "Low",
	"head.best":            "Best",
	"head.high":            "High",
	"head.group":           "Origin",
	"head.copies":          "Copies",
	"head.state":           "Note",
	"head.line":            "Line",
	"head.why":             "What moved it",
	"head.what":            "What",
	"head.of":              "Part of",
	"head.rest":            "Left over",
	"head.place":           "Place",
	"head.from":            "From",
	"head.until":           "Until",
	"head.holder":          "Held by",
	"head.by":              "According to",
	"head.incident":        "Incident",
	"head.figure":          "Killed",
	"head.incidents":       "Incidents",
	"head.precision":       "Precision",
	"origin.unknown":       "origin not known",
	"open":                 "open",
	"unexplained":          "%s not in any part",
	"too_many":             "parts exceed it by %s",
	"contested":            "contested",
	"source":               "an account",
	"day":                  "day",
	"incidents":            "incidents",
	"map.exact":            "exact place",
	"map.near":             "near (within %s km)",
	"map.district":         "somewhere in a district",
	"map.province":         "somewhere in a province (number)",
	"map.hexes":            "events in a hexagon",
	"map.country":          "Not drawn, known only to lie in the country or a part of it: %s.",
	"map.nowhere":          "Not drawn, without a known place: %s.",
	"map.km":               "%s km",
	"precision.exact":      "exact",
	"precision.near":       "near",
	"precision.district":   "district",
	"precision.province":   "province",
	"precision.region":     "region",
	"precision.country":    "country",
	"precision.sea_or_air": "at sea or in the air",
	"undated":              "Not on the line: without a date, %s.",
}

func (w Words) say(key string, args ...any) string {
	s, ok := w[key]
	if !ok {
		s = english[key]
	}
	if len(args) == 0 {
		return s
	}
	return fmt.Sprintf(s, args...)
}

// number writes a whole number with its thousands apart.
func (w Words) number(n int64) string {
	s := strconv.FormatInt(n, 10)
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + w.say("group") + s[i:]
	}
	return sign + s
}

// maybe writes a number that may be unknown: as nothing, never as zero.
func (w Words) maybe(n *int64) string {
	if n == nil {
		return ""
	}
	return w.number(*n)
}

// span writes a figure: "45", "45 to 56", "56 or more", "up to 12".
func (w Words) span(low, high *int64, open bool) string {
	switch {
	case low == nil && high == nil:
		return w.say("unknown")
	case low == nil:
		return w.say("up_to", w.number(*high))
	case high == nil, *low == *high && open:
		return w.say("or_more", w.number(*low))
	case *low == *high:
		return w.number(*low)
	case open:
		return w.say("to", w.number(*low), w.say("or_more", w.number(*high)))
	}
	return w.say("to", w.number(*low), w.number(*high))
}

// brief writes a figure's ends where there is little room; whether it is open
// is drawn.
func (w Words) brief(r cairn.Range) string {
	if r.Low == nil || r.High == nil || *r.Low == *r.High {
		return w.maybe(cmp.Or(r.High, r.Low))
	}
	return w.number(*r.Low) + "–" + w.number(*r.High)
}

// figure writes a derived figure in full.
func (w Words) figure(r cairn.Range) string {
	out := w.span(r.Low, r.High, r.Open)
	if r.Best != nil && (r.Low == nil || r.High == nil || *r.Low != *r.High) {
		out += " (" + w.say("best") + " " + w.number(*r.Best) + ")"
	}
	return out
}
