package cairn

import (
	"crypto/sha256"
	"encoding/hex"
)

// Report is one document by one publisher, as `cairn code` reads it. Only the
// text is required. Fields that are absent are unknown.
type Report struct {
	ID        string `json:"id,omitempty"`
	Date      string `json:"date,omitempty"` // RFC 3339, a day, or day/day
	Publisher string `json:"publisher,omitempty"`
	Agency    string `json:"agency,omitempty"`
	Title     string `json:"title,omitempty"`
	Lang      string `json:"lang,omitempty"` // BCP 47, as declared
	URL       string `json:"url,omitempty"`
	Text      string `json:"text,omitempty"`
}

// Coded is what `cairn code` writes for one report: the report passed through,
// the claims found in it, and its claims grouped into incidents.
type Coded struct {
	Report
	// NotCoded names the language of a report that was kept but not read, in
	// plain English ("Arabic"): shown as "not coded: Arabic", never dropped.
	NotCoded  string     `json:"not_coded,omitempty"`
	Claims    []Claim    `json:"claims,omitempty"`
	Incidents []Incident `json:"incidents,omitempty"`
	Mentions  *Mentions  `json:"mentions,omitempty"`
	Error     string     `json:"error,omitempty"`
}

// Mentions lists every place, calendar expression and attribution found in a
// report, not only those of claims (`cairn code --mentions`).
type Mentions struct {
	Places       []PlaceMention       `json:"places,omitempty"`
	Times        []TimeMention        `json:"times,omitempty"`
	Attributions []AttributionMention `json:"attributions,omitempty"`
}

// PlaceMention is one toponym, with the place it was taken for where that is known.
type PlaceMention struct {
	Span Span     `json:"span"`
	Name string   `json:"name,omitempty"`
	Lat  *float64 `json:"lat,omitempty"`
	Lon  *float64 `json:"lon,omitempty"`
	ID   string   `json:"id,omitempty"`

	// Several places fit the name. The place is then the likeliest of them, a
	// guess: for measuring, and never to be recorded as where something was.
	Ambiguous bool `json:"ambiguous,omitempty"`
}

// TimeMention is one calendar expression and the days it means.
type TimeMention struct {
	Span Span `json:"span"`
	Period
}

// AttributionMention is one "who says what": the source, the cue and the content.
type AttributionMention struct {
	Source  Span `json:"source"`
	Cue     Span `json:"cue"`
	Content Span `json:"content"`
}

// ContentHash identifies a report's text: the SHA-256 of its bytes. Claim ids
// are made from it, so the same words give the same claims wherever they are coded.
func ContentHash(title, text string) string {
	h := sha256.New()
	room := make([]byte, 1<<12) // a report of megabytes is not copied as a whole
	for _, part := range []string{title, "\x00", text} {
		for len(part) > 0 {
			n := copy(room, part)
			h.Write(room[:n])
			part = part[n:]
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}
