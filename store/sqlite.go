package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

//go:embed sql/*.sql
var queries embed.FS

// Version is the version of the tables that this program writes.
const Version = 4

// oldestSQLite is the first version without the loss of a reset write-ahead log.
const oldestSQLite = 3_051_003

// The reasons why a record cannot be opened or written, for callers that must
// choose.
var (
	ErrNoRecord = errors.New("no record")
	ErrNewer    = errors.New("written by a newer cairn")
	ErrOlder    = errors.New("written by an older cairn")
	ErrLocked   = errors.New("in use by another cairn")
	ErrReadOnly = errors.New("read-only")
	ErrFull     = errors.New("no space left")
	ErrDamaged  = errors.New("damaged")
)

// DB is an open record's database.
type DB struct {
	name   string
	writer *sql.DB // one connection; nil where the record is read only
	reader *sql.DB
}

// Open opens the database file, and makes it where create says so.
func Open(ctx context.Context, name string, create, readOnly bool) (*DB, error) {
	if _, err := os.Stat(name); errors.Is(err, fs.ErrNotExist) && !create {
		return nil, fmt.Errorf("%s: %w here: make one with cairn add, or name it with --record", filepath.Dir(name), ErrNoRecord)
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	db := &DB{name: name}
	var err error
	if !readOnly {
		if db.writer, err = connect(ctx, name, false); err != nil {
			return nil, err
		}
		db.writer.SetMaxOpenConns(1)
		if err := db.migrate(ctx); err != nil {
			return nil, errors.Join(err, db.Close())
		}
	}
	if db.reader, err = connect(ctx, name, true); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	version, err := userVersion(ctx, db.reader)
	if err = db.explain(err); err == nil {
		err = db.otherVersion(version)
	}
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

func connect(ctx context.Context, name string, readOnly bool) (*sql.DB, error) {
	q := url.Values{}
	for _, pragma := range []string{"busy_timeout(3000)", "foreign_keys(1)", "synchronous(FULL)", "secure_delete(1)"} {
		q.Add("_pragma", pragma)
	}
	if readOnly {
		q.Set("mode", "ro")
		q.Add("_pragma", "query_only(1)")
	} else {
		q.Add("_pragma", "journal_mode(WAL)")
		// A transaction of many reports touches pages of indexes all over the
		// file: they stay in memory until the commit, and go into the file from
		// the log more rarely than every 4 MB.
		q.Add("_pragma", "cache_size(-49152)")
		q.Add("_pragma", "wal_autocheckpoint(8192)")
		q.Set("_txlock", "immediate")
	}
	u := url.URL{Scheme: "file", Opaque: (&url.URL{Path: name}).EscapedPath(), RawQuery: q.Encode()}
	db, err := sql.Open("sqlite", u.String())
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	var version string
	if err := db.QueryRowContext(ctx, "SELECT sqlite_version()").Scan(&version); err != nil {
		return nil, errors.Join((&DB{name: name}).explain(err), db.Close())
	}
	if number(version) < oldestSQLite {
		return nil, errors.Join(fmt.Errorf("SQLite %s can lose a write-ahead log: build cairn with 3.51.3 or newer", version), db.Close())
	}
	return db, nil
}

func number(version string) int {
	n := 0
	for part := range strings.SplitSeq(version, ".") {
		i, _ := strconv.Atoi(part)
		n = n*1000 + i
	}
	return n
}

func userVersion(ctx context.Context, db *sql.DB) (version int, err error) {
	err = db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version)
	return version, err
}

// otherVersion says what to do about tables of another version.
func (db *DB) otherVersion(version int) error {
	switch {
	case version > Version:
		return fmt.Errorf("%s: %w (tables of version %d, this program knows %d): use that cairn", db.name, ErrNewer, version, Version)
	case version == 0: // it was begun, and nothing was written
		return fmt.Errorf("%s: %w here: make one with cairn add, or name it with --record", filepath.Dir(db.name), ErrNoRecord)
	case version < Version:
		return fmt.Errorf("%s: %w (tables of version %d, this program's are %d): run cairn rebuild once", db.name, ErrOlder, version, Version)
	}
	return nil
}

// migrate brings the tables to this program's version, all steps in one
// transaction: a new record has all of its tables or none.
func (db *DB) migrate(ctx context.Context) error {
	version, err := userVersion(ctx, db.writer)
	if err != nil {
		return db.explain(err)
	}
	if version >= Version {
		return db.otherVersion(version)
	}
	return db.Write(ctx, func(tx *Tx) error {
		for v := version + 1; v <= Version; v++ {
			schema, err := queries.ReadFile(fmt.Sprintf("sql/schema_%d.sql", v))
			if err != nil {
				return fmt.Errorf("read the tables of version %d: %w", v, err)
			}
			if _, err := tx.tx.ExecContext(ctx, string(schema)); err != nil {
				return fmt.Errorf("make the tables of version %d: %w", v, err)
			}
		}
		_, err := tx.tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", Version))
		return err
	})
}

// Explain says of an error of the record's files what happened and what to do.
func (db *DB) Explain(err error) error { return db.explain(err) }

// Close closes the database.
func (db *DB) Close() error {
	var errs []error
	for _, d := range []*sql.DB{db.reader, db.writer} {
		if d != nil {
			errs = append(errs, d.Close())
		}
	}
	return errors.Join(errs...)
}

// Tx is one transaction, for reading or for writing.
type Tx struct {
	ctx        context.Context
	tx         *sql.Tx
	statements map[string]*sql.Stmt // each prepared once: a transaction runs few of them, many times
	size       *int64               // number of entries, once it was asked for
}

// Write runs f in one transaction and commits it, or leaves everything as it was.
func (db *DB) Write(ctx context.Context, f func(*Tx) error) error {
	if db.writer == nil {
		return fmt.Errorf("%s: %w: it was opened for reading", db.name, ErrReadOnly)
	}
	return db.in(ctx, db.writer, nil, f)
}

// Read runs f in one transaction that sees one state of the record.
func (db *DB) Read(ctx context.Context, f func(*Tx) error) error {
	return db.in(ctx, db.reader, &sql.TxOptions{ReadOnly: true}, f)
}

func (db *DB) in(ctx context.Context, d *sql.DB, o *sql.TxOptions, f func(*Tx) error) error {
	tx, err := d.BeginTx(ctx, o)
	if err != nil {
		return db.explain(err)
	}
	if err := f(&Tx{ctx: ctx, tx: tx, statements: map[string]*sql.Stmt{}}); err != nil {
		return errors.Join(db.explain(err), ignoreDone(tx.Rollback()))
	}
	return db.explain(tx.Commit())
}

func ignoreDone(err error) error {
	if errors.Is(err, sql.ErrTxDone) {
		return nil
	}
	return err
}

// explain turns a code of SQLite into what happened, where, and what to do.
func (db *DB) explain(err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return fmt.Errorf("%w: %w: free some space; nothing was half-written", ErrFull, err)
	}
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	for _, known := range []struct {
		code int
		is   error
		do   string
	}{
		{sqlite3.SQLITE_BUSY, ErrLocked, "wait until it is done, or stop it"},
		{sqlite3.SQLITE_LOCKED, ErrLocked, "wait until it is done, or stop it"},
		{sqlite3.SQLITE_READONLY, ErrReadOnly, "give yourself the right to write there, or copy the record"},
		{sqlite3.SQLITE_PERM, ErrReadOnly, "give yourself the right to write there, or copy the record"},
		{sqlite3.SQLITE_CANTOPEN, ErrReadOnly, "check that the folder is there and that you may write to it"},
		{sqlite3.SQLITE_FULL, ErrFull, "free some space; nothing was half-written"},
		{sqlite3.SQLITE_NOTADB, ErrDamaged, "it is not a record's database: restore it from a backup"},
		{sqlite3.SQLITE_CORRUPT, ErrDamaged, "restore it from a backup, then run cairn verify"},
	} {
		if e.Code()&0xff == known.code {
			return fmt.Errorf("%s: %w (%s): %s", db.name, known.is, e.Error(), known.do)
		}
	}
	return fmt.Errorf("%s: %w", db.name, err)
}
