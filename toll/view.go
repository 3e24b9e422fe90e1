package toll

import (
	"encoding/json"
	"fmt"
	"sync"
)

// views remembers the figures of a whole record under the last few policies
// and times asked for, so that the next question about the same ones, however
// it is grouped and selected, only adds. It changes no answer.
type views struct {
	mu   sync.Mutex
	kept []*view // the latest first
}

// keptViews is how many are remembered: the present, a past, and one to compare.
const keptViews = 3

// view is every figure of a record under one policy, at one time.
type view struct {
	key     string
	once    sync.Once
	figures []figure // in the order of incidents and measures
	from    []int32  // where each incident's figures begin
}

// view is the one for a tally's policy and time; nil where figures depend on
// more than these, or where there are too few to be worth it.
func (t *tally) view() *view {
	if len(t.past) > 0 || t.q.Explain || len(t.x.incidents) < stretch {
		return nil
	}
	policy, err := json.Marshal(t.policy)
	if err != nil {
		return nil
	}
	key := fmt.Sprintf("%s|%d|%s", policy, t.q.AsOf, t.q.PublishedBy)
	v := t.x.views.get(key)
	v.once.Do(func() { t.fill(v) })
	return v
}

func (vs *views) get(key string) *view {
	vs.mu.Lock()
	defer vs.mu.Unlock()
	for i, v := range vs.kept {
		if v.key == key {
			copy(vs.kept[1:i+1], vs.kept[:i])
			vs.kept[0] = v
			return v
		}
	}
	v := &view{key: key}
	vs.kept = append([]*view{v}, vs.kept...)
	vs.kept = vs.kept[:min(len(vs.kept), keptViews)]
	return v
}

// fill makes the figures of all incidents, in stretches at the same time.
func (t *tally) fill(v *view) {
	v.from = make([]int32, len(t.x.incidents))
	var n int32
	for i := range t.x.incidents {
		v.from[i] = n
		eachMeasure(t.x.rowsIn(int32(i)), func(uint8, int, int) { n++ })
	}
	v.figures = make([]figure, n)
	t.inStretches(func(w *tally, from, to int) {
		for i := from; i < to; i++ {
			at := int32(i)
			rows, k := t.x.rowsIn(at), v.from[i]
			eachMeasure(rows, func(m uint8, a, b int) {
				if m != 0 {
					v.figures[k] = w.figureOf(at, m, rows[a:b], t.x.rows)
				}
				k++
			})
		}
	})
}

// eachMeasure visits the stretches of an incident's rows that count one measure.
func eachMeasure(rows []row, visit func(m uint8, from, to int)) {
	for a := 0; a < len(rows); {
		b := a + 1
		for b < len(rows) && rows[b].measure == rows[a].measure {
			b++
		}
		visit(rows[a].measure, a, b)
		a = b
	}
}

func (x *Index) rowsIn(at int32) []row {
	inc := &x.incidents[at]
	return x.rows[inc.start:inc.end]
}
