package place

import (
	"regexp"
	"strings"

	"cairn"
)

// pressWords mark the part of a headline that names who publishes it: a
// broadcaster's call sign, a domain, the word News or Weather.
var pressWords = regexp.MustCompile(`\b[KW][A-Z]{2,3}\b|\b[KW][A-Z]{2,3}[-0-9 ]*(TV|DT)?\b|\.com\b|(?i)\b(news|weather|sports|channel|newspaper|gazette|tribune|herald|fox|nbc|cbs|abc)\b`)

// findPress finds, in the first line of a text, the parts behind " - " or "|"
// that name a publisher. The towns in them are where it is at home.
func findPress(s string) []cairn.Span {
	line := s[:min(len(s), 400)]
	if i := strings.IndexByte(line, '\n'); i >= 0 {
		line = line[:i]
	}
	var spans []cairn.Span
	press := false
	for at := 0; at < len(line); {
		next, width := nextPart(line, at)
		part := line[at:next]
		// After one part that names a publisher the rest does so too.
		if at > 0 && (press || pressWords.MatchString(part)) {
			press = true
			spans = append(spans, cairn.Span{at, next})
		}
		at = next + width
	}
	return spans
}

func nextPart(line string, at int) (next, width int) {
	next, width = len(line), 1
	for _, sep := range []string{" - ", " – ", " — ", " | ", "|", " :: "} {
		if i := strings.Index(line[at:], sep); i >= 0 && at+i < next {
			next, width = at+i, len(sep)
		}
	}
	return next, width
}
