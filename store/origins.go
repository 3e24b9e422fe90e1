package store

// Origins hands on, for every report that a reader of this kind made, its id
// and the id that it came with, in the order in which they were added. Rows of
// data sets are found again by it.
func (t *Tx) Origins(reader string, each func(id, own, reader string)) error {
	const query = "SELECT id, own, reader FROM reports WHERE reader LIKE $1 || '%' AND own <> '' ORDER BY seq"
	rows, err := t.tx.QueryContext(t.ctx, query, reader)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id, own, reader string
		if err := rows.Scan(&id, &own, &reader); err != nil {
			return err
		}
		each(id, own, reader)
	}
	return rows.Err()
}
