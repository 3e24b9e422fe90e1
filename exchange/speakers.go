package exchange

import (
	"strings"
	"time"

	"cairn"
)

// jointSpeakers reads a list of sources as speakers who say it together. In the
// cited form "AP 04 Apr (MoH), BBC 05 Apr" the outlets are one link and what
// stands in parentheses the one behind it; otherwise a name is kept whole.
func jointSpeakers(list, separator string, cited bool) []cairn.Speaker {
	if separator == "" {
		separator = ";"
	}
	var outlets, behind *cairn.Speaker
	add := func(to **cairn.Speaker, name, kind string) {
		one := cairn.Speaker{Words: cairn.Words{Text: name}, Type: kind, Named: true}
		if *to == nil {
			*to = &one
		} else {
			(*to).With = append((*to).With, one)
		}
	}
	for part := range strings.SplitSeq(list, separator) {
		name := strings.TrimSpace(strings.Trim(strings.TrimSpace(part), `"`))
		kind := ""
		if cited {
			kind = "media"
			if before, inner, ok := strings.Cut(name, "("); ok {
				if root := strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(inner), ")")); root != "" {
					add(&behind, root, "")
				}
				name = strings.TrimSpace(before)
			}
			name = withoutDay(name)
		}
		if name != "" {
			add(&outlets, name, kind)
		}
	}
	var out []cairn.Speaker
	for _, s := range []*cairn.Speaker{outlets, behind} {
		if s != nil {
			out = append(out, *s)
		}
	}
	return out
}

// withoutDay drops the day that stands behind an outlet ("WP 04 Apr").
func withoutDay(name string) string {
	fields := strings.Fields(name)
	if n := len(fields); n >= 3 {
		if _, err := time.Parse("2 Jan", fields[n-2]+" "+fields[n-1]); err == nil {
			return strings.Join(fields[:n-2], " ")
		}
	}
	return name
}
