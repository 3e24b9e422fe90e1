package export

// fieldTable is an event table in the columns of a data set of the field, with
// ours behind, while it is written: one row an incident, or none where its
// codebook does not take it.
type fieldTable struct {
	*filler
	d    Data
	lost lossCounter
}

// write writes the rows of a table. Fill fills the cells of one; what it returns
// besides an error is why the incident stays out.
func (f *fieldTable) write(t Table, holds string, d Data, out Form, losses *Losses, fill func(*Incident) (string, error)) error {
	if err := out.Table(t); err != nil {
		return err
	}
	*f = fieldTable{newFiller(t), d, newLossCounter(t.Name, losses, holds)}
	for inc, err := range d.Incidents {
		if err != nil {
			return err
		}
		f.clear()
		why, err := fill(&inc)
		if err != nil {
			return err
		}
		if why != "" {
			f.lost.row(&inc, "row", why)
			continue
		}
		if err := f.put(out); err != nil {
			return err
		}
		f.lost.incident(&inc)
	}
	return nil
}
