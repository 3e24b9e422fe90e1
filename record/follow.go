package record

import (
	"encoding/json"
	"errors"
	"fmt"

	"cairn"
	"cairn/ledger"
	"cairn/store"
)

// errDestroyed says that the snapshot cannot be followed entry by entry: what it
// holds was destroyed, or an earlier program linked the record as a whole.
var errDestroyed = errors.New("the record must be read again")

// follow reads the entries since a snapshot.
func (r *Record) follow(t *store.Tx, was *Snapshot, size int64) (*Snapshot, error) {
	d := was.draft()
	for seq := was.Seq; seq < size; seq++ {
		e, err := r.log(t).Read(seq)
		if err != nil {
			return nil, err
		}
		if err := r.followOne(t, d, e); err != nil {
			return nil, err
		}
	}
	return d.done(size), nil
}

// followOne takes one more entry into a snapshot.
func (r *Record) followOne(t *store.Tx, d *drafting, e ledger.Entry) error {
	switch e.Kind {
	case ledger.ReportAdded:
		return r.followReport(t, d, e)
	case ledger.LinksMade:
		return followLinks(t, d, e)
	case ledger.DecisionMade:
		var p decisionPublic
		if err := json.Unmarshal(e.Public, &p); err != nil {
			return fmt.Errorf("read entry %d: %w", e.Seq, err)
		}
		if len(p.Withholds) > 0 {
			return errDestroyed
		}
		data, err := t.Decision(e.Seq)
		if err != nil || data == nil {
			return err
		}
		one, err := decisionsOf([]store.DecisionRow{{Seq: e.Seq, Data: data}})
		if err == nil {
			d.decide(one[0])
		}
		return err
	}
	return nil
}

// followReport takes a report with its claims, which the next entry codes.
func (r *Record) followReport(t *store.Tx, d *drafting, e ledger.Entry) error {
	id, err := part(t, e.Seq, "report", e.Sealed["report"])
	if err != nil {
		return err
	}
	row, ok, err := t.ReportRow(string(id.Bytes))
	if err != nil || !ok {
		return err
	}
	report, err := reportOf(row)
	if err == nil {
		d.add(report)
	}
	return err
}

// followLinks takes the lines that a linking put and dropped.
func followLinks(t *store.Tx, d *drafting, e ledger.Entry) error {
	var p linksPublic
	if err := json.Unmarshal(e.Public, &p); err != nil || !p.Changes {
		return errDestroyed
	}
	fresh := map[string]cairn.Linked{}
	for name, commitment := range e.Sealed {
		l, err := readLine(t, e.Seq, name, commitment)
		if err != nil {
			return err
		}
		fresh[lineID(l)] = l
	}
	for _, commitment := range p.Gone {
		was, err := readLine(t, e.Seq, "a line that is gone", commitment)
		if err != nil {
			return err
		}
		if _, put := fresh[lineID(was)]; !put {
			d.drop(lineID(was))
		}
	}
	for _, l := range fresh {
		d.put(l, e.Seq)
	}
	return nil
}

func readLine(t *store.Tx, seq int64, name, commitment string) (l cairn.Linked, err error) {
	s, err := part(t, seq, name, commitment)
	if err != nil {
		return l, err
	}
	if s.Bytes == nil {
		return l, errDestroyed
	}
	if err := json.Unmarshal(s.Bytes, &l); err != nil {
		return l, fmt.Errorf("read the %s of entry %d: %w", name, seq, err)
	}
	return l, nil
}
