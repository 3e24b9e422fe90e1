package code

import "strings"

// apart sets apart what the report tells as another event: from a sentence that
// begins with "meanwhile", "elsewhere", "in another attack" to the end of its
// paragraph. Somebody named in the main event belongs to it wherever they stand.
func (d *doc) apart(g []*finding) (main []*finding, others [][]*finding) {
	at := map[*page][]int{} // for every sentence of a page, which other event it tells; 0 for the main one
	for _, f := range g {
		p := f.page
		if at[p] == nil {
			at[p] = p.otherEvents()
		}
		k := at[p][f.sentence]
		if k == 0 || f.namedIn(main) {
			main = append(main, f)
			continue
		}
		for len(others) < k {
			others = append(others, nil)
		}
		others[k-1] = append(others[k-1], f)
	}
	if len(main) == 0 {
		return g, nil
	}
	kept := others[:0]
	for _, o := range others {
		if len(o) > 0 {
			kept = append(kept, o)
		}
	}
	return main, kept
}

// otherEvents numbers the sentences of a page by the other event they tell.
func (p *page) otherEvents() []int {
	out := make([]int, len(p.t.Sentences))
	event, events := 0, 0
	for n, sen := range p.t.Sentences {
		if n > 0 && event > 0 {
			between := p.t.S[p.t.Tokens[p.t.Sentences[n-1].Last-1].End:p.t.Tokens[sen.First].Start]
			if strings.Count(between, "\n") > 1 {
				event = 0
			}
		}
		if n > 0 && p.mentions("separate", sen.Body, min(sen.Last, sen.Body+5)) {
			events++
			event = events
		}
		out[n] = event
	}
	return out
}

// namedIn says whether the finding speaks of somebody whom one of these names.
func (f *finding) namedIn(g []*finding) bool {
	for _, o := range g {
		if f.entity.surname != 0 && o.entity.surname != 0 && f.entity.same(o.entity) {
			return true
		}
	}
	return false
}
