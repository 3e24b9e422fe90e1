package web

import (
	"fmt"
	"slices"
	"sync"

	"cairn"
	"cairn/record"
	"cairn/toll"
)

// desk is one state of the record laid out for the screens. It is made once and
// then only read; what only some screens need is made when the first asks.
type desk struct {
	*record.Snapshot
	key     string // tells this state from every other
	index   func() (*toll.Index, error)
	stories func() []story
	known   func() *registers
	files   func() []importFile
	later   func() map[string][]string
	points  func() []recorded
	sources func() []toll.Source

	ready chan struct{} // closed when it is laid out for lists

	mu    sync.Mutex
	lists []keptList
	found []keptFindings
}

type keptList struct {
	key  string
	list func() ([]listed, error)
}

// keptLists is how many lists of incidents are kept: one for each policy and
// day of publication asked for.
const keptLists = 4

func newDesk(s *record.Snapshot, key string) *desk {
	d := &desk{Snapshot: s, key: key, ready: make(chan struct{})}
	d.index = sync.OnceValues(s.Tolls)
	d.stories = sync.OnceValue(d.makeStories)
	d.known = sync.OnceValue(d.makeRegisters)
	d.files = sync.OnceValue(d.makeFiles)
	d.points = sync.OnceValue(d.makePoints)
	d.later = sync.OnceValue(d.makeLater)
	d.sources = sync.OnceValue(func() []toll.Source { return toll.SourcesOf(d.Decisions) })
	return d
}

// layOut makes what most lists need, under the policy that is shown unasked. An
// error waits for whoever asks.
func (d *desk) layOut() {
	if policy, err := toll.PolicyNamed(""); err == nil {
		_, _ = d.incidents(toll.Query{Policy: policy})
	}
	d.stories()
	d.known()
	d.files()
}

// incidents lists every incident with its figures under a policy, the latest
// first.
func (d *desk) incidents(q toll.Query) ([]listed, error) {
	key := fmt.Sprintf("%s|%s", q.Policy.ID(), q.PublishedBy)
	d.mu.Lock()
	i := slices.IndexFunc(d.lists, func(k keptList) bool { return k.key == key })
	if i < 0 {
		made := keptList{key, sync.OnceValues(func() ([]listed, error) { return d.makeList(q) })}
		d.lists = append([]keptList{made}, d.lists...)
		d.lists = d.lists[:min(len(d.lists), keptLists)]
		i = 0
	}
	list := d.lists[i].list
	d.mu.Unlock()
	return list()
}

// listed is one incident of the list.
type listed struct {
	*cairn.LinkedIncident
	Period     cairn.Period
	Where      string
	Who        string
	Figures    []listedFigure
	Occurrence toll.Grade
	actors     []string
	fold       string // what a search reads
}

type listedFigure struct {
	Measure cairn.Measure `json:"measure"`
	cairn.Range
}

// findings are what the checks find, made once for each policy and day of
// publication asked for.
func (d *desk) findings(q toll.Query) ([]toll.Finding, error) {
	key := fmt.Sprintf("%s|%s", q.Policy.ID(), q.PublishedBy)
	d.mu.Lock()
	i := slices.IndexFunc(d.found, func(k keptFindings) bool { return k.key == key })
	if i < 0 {
		made := keptFindings{key, sync.OnceValues(func() ([]toll.Finding, error) {
			index, err := d.index()
			if err != nil {
				return nil, err
			}
			return index.Check(q)
		})}
		d.found = append([]keptFindings{made}, d.found...)
		d.found = d.found[:min(len(d.found), keptLists)]
		i = 0
	}
	make := d.found[i].make
	d.mu.Unlock()
	return make()
}

type keptFindings struct {
	key  string
	make func() ([]toll.Finding, error)
}
