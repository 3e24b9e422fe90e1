package record

import "cairn/toll"

// Tolls lays the state out for questions about numbers. What is withheld, and
// what a person took out of the record, is not in it.
func (s State) Tolls() (*toll.Index, error) {
	spoken := map[string]bool{} // what any decision is about: the rest need not be asked about
	for _, d := range s.Decisions {
		for _, id := range d.Targets {
			spoken[id] = true
		}
	}
	rec := toll.Record{Linked: s.Links, Decisions: s.Decisions, Sources: toll.SourcesOf(s.Decisions)}
	for i := range s.Reports {
		r := &s.Reports[i]
		if r.Withheld != 0 || spoken[r.Coded.ID] && s.Rejected(r.Coded.ID) {
			continue
		}
		report, err := toll.ReportOf(r.Coded, r.Seq)
		if err != nil {
			return nil, err
		}
		rec.Reports = append(rec.Reports, report)
	}
	return toll.NewIndex(rec)
}

// LayOut makes a state, past or present, a snapshot. The versions of links are
// those of the state as a whole: what is written now is held against the present.
func (s State) LayOut() *Snapshot {
	d := (&Snapshot{}).draft()
	for _, r := range s.Reports {
		d.add(r)
	}
	for _, l := range s.Links {
		d.put(l, s.Seq)
	}
	for _, one := range s.All {
		d.decide(one)
	}
	return d.done(s.Seq)
}
