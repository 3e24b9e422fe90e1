package toll

import (
	"cmp"
	"strconv"

	"cairn"
)

// SourcesOf is the register of sources as people's decisions state it.
func SourcesOf(decisions []cairn.Decision) []Source {
	var out []Source
	at := map[string]int{}
	for _, d := range decisions {
		if d.Verdict != cairn.Register {
			continue
		}
		for _, name := range d.Targets {
			i, ok := at[name]
			if !ok {
				i, at[name] = len(out), len(out)
				out = append(out, Source{Name: name})
			}
			s := &out[i]
			s.Reason = cmp.Or(d.Reason, s.Reason)
			s.Type = cmp.Or(d.Fields["type"], s.Type)
			s.Licence = cmp.Or(d.Fields["licence"], s.Licence)
			if f, ok := d.Fields["redistribute"]; ok {
				may, err := strconv.ParseBool(f)
				s.Closed = err != nil || !may
			}
			if f, ok := d.Fields["primary"]; ok {
				s.Primary, _ = strconv.ParseBool(f)
			}
			if f, ok := d.Fields["party"]; ok {
				s.Party, _ = strconv.ParseBool(f)
			}
		}
	}
	return out
}
