package export

// ReportTable is one row a report.
func ReportTable() Table {
	return Table{Name: "reports", Means: "One row a report: one document by one publisher.", Key: []string{"report"}, Columns: columns(`
report string the report's permanent id
publisher string who published it
agency string whose credit it carries
published string when: a day, or an interval
title string its title
url string its address
lang string its language
not_coded string the language of a report that was kept and not read
claims integer how many claims it makes
entry integer the entry of the ledger that added it
recorded date the day of that entry
licence string terms of its source
as_of integer what this record held: the number of entries of its ledger
as_of_day date the day of the last of those entries`)}
}

// Reports writes the table of reports.
func Reports(d Data, out Form, losses *Losses) error {
	t := ReportTable()
	if err := out.Table(t); err != nil {
		return err
	}
	f := newFiller(t)
	for i := range d.Reports {
		r := &d.Reports[i]
		f.clear()
		for column, v := range map[string]string{"report": r.ID, "publisher": r.Publisher, "agency": r.Agency, "published": r.Date,
			"title": r.Title, "url": r.URL, "lang": r.Lang, "not_coded": r.NotCoded, "licence": r.Licence.Terms} {
			f.set(column, v)
		}
		f.set("claims", len(r.Claims))
		f.set("entry", r.Entry)
		f.set("recorded", r.Recorded)
		if err := f.putRecorded(d, out); err != nil {
			return err
		}
		if r.Text != "" {
			losses.Add(t.Name, "text", "the report's own words: its claims hold the sentences", r.ID)
		}
	}
	return nil
}
