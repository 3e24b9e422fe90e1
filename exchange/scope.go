package exchange

import (
	"strings"

	"cairn"
)

// holds says whether a row is a total of the kind that the mapping tells of. A
// row whose days are not known is not: what it counts has no end.
func (s scopeMap) holds(r record, when *cairn.When) bool {
	if s.Column == "" || !strings.HasPrefix(r.get(s.Column), s.Prefix) || when == nil {
		return false
	}
	start, ok1 := when.Start.Time()
	end, ok2 := when.End.Time()
	return ok1 && ok2 && int(end.Sub(start).Hours()/24)+1 > s.LongerThan
}

func (s scopeMap) baseline() *cairn.Baseline {
	if !s.Residual {
		return nil
	}
	return &cairn.Baseline{Phase: cairn.Residual}
}
