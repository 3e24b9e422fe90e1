package record

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"cairn"
	"cairn/ledger"
	"cairn/store"
)

// rows are the derived tables. They are made from the ledger by [Record.derive]
// and in no other way: rebuilding writes them, an as-of reads them, and a
// verification holds them against what the tables have.
type rows struct {
	reports   []store.ReportRow
	claims    []store.ClaimRow
	links     []store.LinkRow
	decisions []store.DecisionRow
}

// derived is a report as its entries tell of it.
type derived struct {
	id, hash     string
	seq, coded   int64
	at           int64
	text, coding ledger.Seal
}

// derive replays the first n entries of the ledger. It never codes and never
// links.
func (r *Record) derive(t *store.Tx, n int64) (out rows, err error) {
	reports := map[int64]*derived{}
	lines := lineage{}
	for seq := range n {
		e, err := r.log(t).Read(seq)
		if err != nil {
			return out, err
		}
		if e.Kind == ledger.LinksMade {
			if err := lines.follow(e); err != nil {
				return out, err
			}
			continue
		}
		parts, err := open(t, e)
		if err != nil {
			return out, err
		}
		switch e.Kind {
		case ledger.ReportAdded:
			reports[seq] = &derived{
				id: string(parts["report"].Bytes), hash: string(parts["original"].Bytes), seq: seq, coded: seq,
				at: e.At.UnixMilli(), text: parts["text"],
			}
		case ledger.ClaimsCoded:
			var p codedPublic
			if err := json.Unmarshal(e.Public, &p); err != nil || reports[p.Report] == nil {
				return out, &ledger.Damage{Item: fmt.Sprintf("entry %d", seq), What: "codes a report that the ledger does not have"}
			}
			reports[p.Report].coded, reports[p.Report].coding = seq, parts["claims"]
		case ledger.DecisionMade:
			if s := parts["decision"]; s.Bytes != nil {
				row, err := decisionRow(seq, s.Bytes)
				if err != nil {
					return out, err
				}
				out.decisions = append(out.decisions, row)
			}
		}
	}
	if out.links, err = lines.rows(t); err != nil {
		return out, err
	}
	for _, seq := range slices.Sorted(maps.Keys(reports)) {
		report, claims, err := reports[seq].rows()
		if err != nil {
			return out, err
		}
		out.reports, out.claims = append(out.reports, report), append(out.claims, claims...)
	}
	return out, nil
}

// rows makes the rows of one report from what the ledger sealed of it.
func (d *derived) rows() (report store.ReportRow, claims []store.ClaimRow, err error) {
	report = store.ReportRow{ID: d.id, Seq: d.seq, CodedSeq: d.coded, At: d.at}
	if d.text.WithheldBy != 0 { // only that it was there is left, and the decision
		report.CodedSeq, report.Original, report.Withheld = d.seq, withheldMark+d.id, d.text.WithheldBy
		return report, nil, nil
	}
	report.Original, report.Text, report.Data, report.Coding, report.Coded = d.hash, d.text.Commitment, d.text.Bytes, d.coding.Commitment, d.coding.Bytes
	var k struct { // of what is kept
		Report struct {
			ID        string `json:"id"`
			Publisher string `json:"publisher"`
			Date      string `json:"date"`
		} `json:"report"`
		Reader string `json:"reader"`
	}
	if err := parse("the text of "+d.id, d.text.Bytes, &k); err != nil {
		return report, nil, err
	}
	report.Own, report.Date, report.Publisher, report.Reader = k.Report.ID, k.Report.Date, k.Report.Publisher, k.Reader
	var c struct {
		Claims []struct {
			ID string `json:"id"`
		} `json:"claims"`
	}
	if d.coding.Bytes != nil {
		if err := parse("the claims of "+d.id, d.coding.Bytes, &c); err != nil {
			return report, nil, err
		}
	}
	for n, claim := range c.Claims {
		claims = append(claims, store.ClaimRow{ID: claim.ID, Seq: d.seq, N: n})
	}
	return report, claims, nil
}

func decisionRow(seq int64, data []byte) (store.DecisionRow, error) {
	row := store.DecisionRow{Seq: seq, Data: data}
	var d cairn.Decision
	if err := json.Unmarshal(data, &d); err != nil {
		return row, fmt.Errorf("read decision %d: %w", seq, err)
	}
	if d.Claim != nil {
		row.Claim = d.Claim.ID
	}
	return row, nil
}

// withheldMark stands where a report's original was named.
const withheldMark = "withheld "

func readRows(t *store.Tx) (out rows, err error) {
	if out.reports, err = t.Reports(); err != nil {
		return out, err
	}
	if out.claims, err = t.Claims(); err != nil {
		return out, err
	}
	if out.links, err = t.Links(); err != nil {
		return out, err
	}
	out.decisions, err = t.Decisions()
	return out, err
}

func (rs rows) write(t *store.Tx) error {
	if err := t.ClearDerived(); err != nil {
		return err
	}
	for _, report := range rs.reports {
		if err := t.WriteReport(report); err != nil {
			return err
		}
	}
	for _, c := range rs.claims {
		if err := t.WriteClaim(c); err != nil {
			return err
		}
	}
	for _, d := range rs.decisions {
		if err := t.WriteDecision(d); err != nil {
			return err
		}
	}
	for _, l := range rs.links {
		if err := t.PutLink(l); err != nil {
			return err
		}
	}
	return nil
}

// open reads the sealed parts of an entry; withheld ones have no bytes.
func open(t *store.Tx, e ledger.Entry) (map[string]ledger.Seal, error) {
	parts := map[string]ledger.Seal{}
	for name, commitment := range e.Sealed {
		s, err := part(t, e.Seq, name, commitment)
		if err != nil {
			return nil, err
		}
		parts[name] = s
	}
	return parts, nil
}

// part reads one sealed part of an entry.
func part(t *store.Tx, seq int64, name, commitment string) (ledger.Seal, error) {
	s, err := t.Seal(commitment)
	if err != nil {
		return s, fmt.Errorf("read the %s of entry %d: %w", name, seq, err)
	}
	if s.Bytes == nil && s.WithheldBy == 0 {
		return s, fmt.Errorf("%w: run cairn verify", &ledger.Damage{Item: fmt.Sprintf("the %s of entry %d", name, seq), What: "is gone without a decision"})
	}
	return s, nil
}
