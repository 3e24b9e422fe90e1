package record

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"

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
	text, claims []byte
	withheld     int64
}

// derive replays the first n entries of the ledger. It never codes and never
// links.
func (r *Record) derive(t *store.Tx, n int64) (out rows, err error) {
	reports := map[int64]*derived{}
	for seq := range n {
		e, err := r.log(t).Read(seq)
		if err != nil {
			return out, err
		}
		parts, err := open(t, e)
		if err != nil {
			return out, err
		}
		switch e.Kind {
		case ledger.ReportAdded:
			reports[seq] = &derived{
				id: string(parts["report"].Bytes), hash: string(parts["original"].Bytes), seq: seq, coded: seq,
				text: parts["text"].Bytes, withheld: parts["text"].WithheldBy,
			}
		case ledger.ClaimsCoded:
			var p codedPublic
			if err := json.Unmarshal(e.Public, &p); err != nil || reports[p.Report] == nil {
				return out, &ledger.Damage{Item: fmt.Sprintf("entry %d", seq), What: "codes a report that the ledger does not have"}
			}
			reports[p.Report].coded, reports[p.Report].claims = seq, parts["claims"].Bytes
		case ledger.LinksMade:
			out.links = linkRows(seq, parts)
		case ledger.DecisionMade:
			if s := parts["decision"]; s.Bytes != nil {
				out.decisions = append(out.decisions, store.DecisionRow{Seq: seq, Data: s.Bytes})
			}
		}
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
	report = store.ReportRow{ID: d.id, Seq: d.seq, CodedSeq: d.coded, Original: d.hash, Data: d.text}
	if d.withheld != 0 { // only that it was there is left, and the decision
		report.CodedSeq, report.Original, report.Data = d.seq, withheldMark+d.id, []byte{}
		report.Coded = strconv.AppendInt(nil, d.withheld, 10)
		return report, nil, nil
	}
	var k kept
	if err := json.Unmarshal(d.text, &k); err != nil {
		return report, nil, fmt.Errorf("read the text of %s: %w", d.id, err)
	}
	report.Date, report.Publisher = k.Report.Date, k.Report.Publisher
	var c cairn.Coded
	if d.claims != nil {
		if err := json.Unmarshal(d.claims, &c); err != nil {
			return report, nil, fmt.Errorf("read the claims of %s: %w", d.id, err)
		}
	}
	for n, claim := range c.Claims {
		data, err := marshal("a claim", claim)
		if err != nil {
			return report, nil, err
		}
		claims = append(claims, store.ClaimRow{Report: d.id, N: n, ID: claim.ID, Kind: string(claim.Kind), Measure: string(claim.Measure), Scope: string(claim.Scope), Data: data})
	}
	c.Claims = nil
	report.Coded, err = marshal("the coding", c)
	return report, claims, err
}

// withheldMark stands where a report's original was named.
const withheldMark = "withheld "

// lineName names a line of a linking among the sealed parts of its entry, so
// that the names sort in the order of the lines.
func lineName(n int) string { return fmt.Sprintf("line %08d", n) }

// linkRows are the lines of a linking that no decision destroyed.
func linkRows(seq int64, parts map[string]ledger.Seal) (out []store.LinkRow) {
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		if s := parts[name]; s.Bytes != nil {
			out = append(out, store.LinkRow{N: len(out), Seq: seq, Data: s.Bytes})
		}
	}
	return out
}

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
	return t.ReplaceLinks(rs.links)
}

// open reads the sealed parts of an entry; withheld ones have no bytes.
func open(t *store.Tx, e ledger.Entry) (map[string]ledger.Seal, error) {
	parts := map[string]ledger.Seal{}
	for name, commitment := range e.Sealed {
		s, err := t.Seal(commitment)
		if err != nil {
			return nil, fmt.Errorf("read the %s of entry %d: %w", name, e.Seq, err)
		}
		if s.Bytes == nil && s.WithheldBy == 0 {
			return nil, fmt.Errorf("%w: run cairn verify", &ledger.Damage{Item: fmt.Sprintf("the %s of entry %d", name, e.Seq), What: "is gone without a decision"})
		}
		parts[name] = s
	}
	return parts, nil
}
