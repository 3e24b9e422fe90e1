package export

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"cairn"
	"cairn/toll"

	_ "modernc.org/sqlite" // registers the driver
)

// SQLite writes a whole record into a database file for Datasette or any reader
// of SQLite: reports, claims, incidents, the claims of each incident, its
// figures with the claims behind them, tolls; with keys between them, full-text
// search of what claims and reports say, and a table that describes every
// column. The file must not exist.
func SQLite(ctx context.Context, file string, d Data, about [][2]string, losses *Losses) (err error) {
	db, err := sql.Open("sqlite", databaseURI(file)+
		"?_pragma=journal_mode(OFF)&_pragma=synchronous(OFF)&_pragma=foreign_keys(OFF)&_pragma=cache_size(-64000)")
	if err != nil {
		return fmt.Errorf("make %s: %w", file, err)
	}
	db.SetMaxOpenConns(1)
	defer func() {
		if closeErr := db.Close(); err == nil && closeErr != nil {
			err = fmt.Errorf("close %s: %w", file, closeErr)
		}
	}()
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("make %s: %w", file, err)
	}
	defer tx.Rollback() // after a commit it does nothing
	f := &sqliteForm{ctx: ctx, tx: tx}
	if err := f.all(d, about, losses); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("write %s: %w", file, err)
	}
	for _, q := range []string{"ANALYZE", "PRAGMA optimize"} {
		if _, err := db.ExecContext(ctx, q); err != nil {
			return fmt.Errorf("finish %s: %w", file, err)
		}
	}
	return nil
}

// databaseURI names a file whatever characters its name has.
func databaseURI(file string) string {
	return "file:" + strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(file)
}

func (f *sqliteForm) all(d Data, about [][2]string, losses *Losses) error {
	for _, write := range []func(Data, Form, *Losses) error{Reports, Incidents, Claims, incidentClaims, figures, figureClaims, Tolls, TollClaims} {
		if err := write(d, f, losses); err != nil {
			return err
		}
	}
	if err := f.Close(); err != nil {
		return err
	}
	return f.describe(about)
}

// sqliteForm puts each table into the database as it comes.
type sqliteForm struct {
	ctx    context.Context
	tx     *sql.Tx
	insert *sql.Stmt
	tables []Table
	args   []any
}

var sqliteTypes = map[Type]string{Text: "TEXT", Integer: "INTEGER", Number: "REAL", Date: "TEXT", Truth: "INTEGER"}

func (f *sqliteForm) exec(query string, args ...any) error {
	if _, err := f.tx.ExecContext(f.ctx, query, args...); err != nil {
		return fmt.Errorf("write the database: %w", err)
	}
	return nil
}

func (f *sqliteForm) Table(t Table) error {
	if err := f.Close(); err != nil {
		return err
	}
	var parts, marks []string
	for _, c := range t.Columns {
		parts, marks = append(parts, name(c.Name)+" "+sqliteTypes[c.Type]), append(marks, "?")
	}
	if len(t.Key) > 0 {
		parts = append(parts, "PRIMARY KEY ("+nameList(t.Key)+")")
	}
	for _, r := range t.Refers {
		parts = append(parts, "FOREIGN KEY ("+nameList(r.Columns)+") REFERENCES "+name(r.Table)+" ("+nameList(r.To)+")")
	}
	if err := f.exec("CREATE TABLE " + name(t.Name) + " (\n  " + strings.Join(parts, ",\n  ") + "\n)"); err != nil {
		return err
	}
	insert, err := f.tx.PrepareContext(f.ctx, "INSERT INTO "+name(t.Name)+" VALUES ("+strings.Join(marks, ",")+")")
	if err != nil {
		return fmt.Errorf("write table %s: %w", t.Name, err)
	}
	f.insert, f.tables, f.args = insert, append(f.tables, t), make([]any, len(t.Columns))
	return nil
}

func (f *sqliteForm) Row(r Row) error {
	for i, v := range r {
		if d, ok := v.(cairn.Day); ok {
			v = string(d)
		}
		f.args[i] = v
	}
	if _, err := f.insert.ExecContext(f.ctx, f.args...); err != nil {
		return fmt.Errorf("write a row of %s: %w", f.tables[len(f.tables)-1].Name, err)
	}
	return nil
}

func (f *sqliteForm) Close() error {
	if f.insert == nil {
		return nil
	}
	err := f.insert.Close()
	f.insert = nil
	return err
}

// name quotes a name for SQL.
func name(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

func nameList(list []string) string {
	var out []string
	for _, s := range list {
		out = append(out, name(s))
	}
	return strings.Join(out, ", ")
}

// describe adds what the tables mean, indexes for the ways they refer to each
// other, and full-text search (Datasette finds it by the content table).
func (f *sqliteForm) describe(about [][2]string) error {
	for _, q := range []string{
		`CREATE TABLE "about" ("what" TEXT PRIMARY KEY, "means" TEXT)`,
		`CREATE TABLE "columns" ("table" TEXT, "column" TEXT, "type" TEXT, "means" TEXT, PRIMARY KEY ("table", "column"))`,
		`CREATE INDEX "claims_incident" ON "claims" ("incident")`,
		`CREATE INDEX "incidents_start" ON "incidents" ("start")`,
		`CREATE INDEX "incident_claims_claim" ON "incident_claims" ("report", "claim")`,
		`CREATE INDEX "figure_claims_claim" ON "figure_claims" ("report", "claim")`,
		`CREATE VIRTUAL TABLE "claims_fts" USING fts5 ("quote", "victims_text", "perpetrator", "place", "attribution", content='claims')`,
		`INSERT INTO "claims_fts" ("claims_fts") VALUES ('rebuild')`,
		`CREATE VIRTUAL TABLE "reports_fts" USING fts5 ("title", "publisher", content='reports')`,
		`INSERT INTO "reports_fts" ("reports_fts") VALUES ('rebuild')`,
	} {
		if err := f.exec(q); err != nil {
			return err
		}
	}
	for _, a := range about {
		if err := f.exec(`INSERT INTO "about" VALUES (?, ?)`, a[0], a[1]); err != nil {
			return err
		}
	}
	for _, t := range f.tables {
		if err := f.exec(`INSERT INTO "columns" VALUES (?, '', '', ?)`, t.Name, t.Means); err != nil {
			return err
		}
		for _, c := range t.Columns {
			if err := f.exec(`INSERT INTO "columns" VALUES (?, ?, ?, ?)`, t.Name, c.Name, string(c.Type), c.Means); err != nil {
				return err
			}
		}
	}
	return nil
}

// incidentClaims is which claims of which reports stand in which incident.
func incidentClaims(d Data, out Form, _ *Losses) error {
	t := Table{Name: "incident_claims", Means: "Which claims stand in which incident.", Key: []string{"incident", "report", "claim"},
		Refers:  []Foreign{{[]string{"incident"}, "incidents", []string{"incident"}}, {[]string{"report", "claim"}, "claims", []string{"report", "claim"}}},
		Columns: columns("incident string the incident\nreport string the report\nclaim string the claim")}
	return eachIncident(d, t, out, func(f *filler, inc *Incident) error {
		for _, c := range inc.Claims {
			f.clear()
			f.set("incident", inc.ID)
			f.set("report", c.Report.ID)
			f.set("claim", c.ID)
			if err := f.put(out); err != nil {
				return err
			}
		}
		return nil
	})
}

// figures is one row for each measure of each incident.
func figures(d Data, out Form, _ *Losses) error {
	t := Table{Name: "figures", Means: "One row a figure: one measure of one incident.", Key: []string{"incident", "measure"},
		Refers: []Foreign{{[]string{"incident"}, "incidents", []string{"incident"}}},
		Columns: columns(`
incident string the incident
measure string what was done to the people counted; measures are never added
low integer the fewest that any admitted voice states
best integer the figure that the policy takes for the best
high integer the most that any admitted voice states
open boolean the upper end is open: so many "or more"
note string what was taken out, or why there is no best` + gradeColumns + stampColumns)}
	return eachIncident(d, t, out, func(f *filler, inc *Incident) error {
		for i := range inc.Figures {
			k := &inc.Figures[i]
			f.clear()
			f.set("incident", inc.ID)
			f.set("measure", string(k.Measure))
			f.set("low", k.Low)
			f.set("best", k.Best)
			f.set("high", k.High)
			f.set("open", k.Open)
			f.set("note", k.Note)
			f.grades("", k.Grades)
			f.stamp("", d.Stamp)
			if err := f.put(out); err != nil {
				return err
			}
		}
		return nil
	})
}

// figureClaims is the claims behind each figure, with the voice that they are.
func figureClaims(d Data, out Form, _ *Losses) error {
	t := Table{Name: "figure_claims", Means: "The claims that a figure rests on, and whose voice each is.", Key: []string{"incident", "measure", "report", "claim"},
		Refers:  []Foreign{{[]string{"incident", "measure"}, "figures", []string{"incident", "measure"}}, {[]string{"report", "claim"}, "claims", []string{"report", "claim"}}},
		Columns: columns("incident string the incident\nmeasure string the measure\nreport string the report\nclaim string the claim\nroot string whose voice it is\nkind string named, primary, unnamed, party, unstated")}
	return eachIncident(d, t, out, func(f *filler, inc *Incident) error {
		for i := range inc.Figures {
			seen := map[toll.ClaimRef]bool{}
			for _, v := range inc.Figures[i].Voices {
				for _, ref := range v.Claim {
					if seen[ref] {
						continue
					}
					seen[ref] = true
					f.clear()
					for column, s := range map[string]string{"incident": inc.ID, "measure": string(inc.Figures[i].Measure), "report": ref.Report, "claim": ref.Claim, "root": v.Root, "kind": v.Kind} {
						f.set(column, s)
					}
					if err := f.put(out); err != nil {
						return err
					}
				}
			}
		}
		return nil
	})
}

func eachIncident(d Data, t Table, out Form, write func(*filler, *Incident) error) error {
	if err := out.Table(t); err != nil {
		return err
	}
	f := newFiller(t)
	for inc, err := range d.Incidents {
		if err != nil {
			return err
		}
		if err := write(f, &inc); err != nil {
			return err
		}
	}
	return nil
}
