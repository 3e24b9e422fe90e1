package main

import (
	"context"
	"errors"
	"iter"
	"reflect"
	"runtime/debug"
	"slices"
	"strings"

	"cairn"
	"cairn/exchange/export"
	"cairn/record"
	"cairn/toll"
)

// errWhole says that an export needs the record as a whole.
var errWhole = errors.New("the record is needed as a whole")

// partSize is how many incidents or reports are read at a time: enough that
// their figures are worth a processor, few enough that several parts are little
// memory.
const partSize = 250

// streamFormats are those that take one incident after another.
var streamFormats = []string{"ucdp", "hapi", "airwars", "csv", "jsonl", "geojson", "parquet"}

// streamed writes an export part by part, so that a record of any size takes no
// more memory than a small one, and parts are read on all processors. A figure
// is made of its incident's reports and the decisions; what needs more than that
// (tolls, a selection, a past, totals that cover incidents, lines of control) is
// errWhole, and so are formats that hold a table until it is complete.
func (c *exportCmd) streamed(ctx context.Context, a *app, format export.Format, step func(), write func(export.Export) error) error {
	claims := c.Of == string(export.OfClaims)
	if c.needsTolls() || c.AsOf != "" || len(c.Without) > 0 || !reflect.ValueOf(c.selecting).IsZero() || !slices.Contains(streamFormats, format.Name) {
		return errWhole
	}
	r, err := a.open(ctx, false)
	if err != nil {
		return err
	}
	defer r.Close()
	return r.Browse(ctx, func(b *record.Browse) error {
		// Which incident a report's claim stands in is known of incidents only.
		if claims && b.Incidents > 0 || b.Totals > 0 {
			return errWhole
		}
		s := &streaming{c: c, b: b, licences: licencesOf(record.State{Decisions: b.Decisions}), country: countryName(), step: step}
		// Little is held and much passes through: fewer collections are worth
		// the memory.
		return collecting(200, func() error {
			x, err := s.export(ctx)
			if err == nil {
				err = write(x)
			}
			return err
		})
	})
}

// collecting lets the heap grow by so many percent between two collections of
// garbage while f runs.
func collecting(percent int, f func() error) error {
	defer debug.SetGCPercent(debug.SetGCPercent(percent))
	return f()
}

// streaming is one export that is read in parts.
type streaming struct {
	c        *exportCmd
	b        *record.Browse
	licences func(record.Report) export.Licence
	country  func(string) string
	step     func()
	now      export.Data // of the part whose incidents are handed over
}

func (s *streaming) export(ctx context.Context) (export.Export, error) {
	var none export.Export
	d, err := s.lay(record.State{Seq: s.b.Seq, All: s.b.All, Decisions: s.b.Decisions})
	if err != nil {
		return none, err
	}
	d.AsOfDay = cairn.DayOf(s.b.Last)
	if s.b.Last.IsZero() {
		d.AsOfDay = ""
	}
	d.Country = s.country
	if d.Terms, err = s.terms(); err != nil {
		return none, err
	}
	d.Stream, d.Incidents = s.reports(), s.incidents()
	d.Some = func(incident string, victims toll.Selection) ([]toll.Figure, error) {
		return s.now.Some(incident, victims)
	}
	return export.Export{Data: d, Context: ctx, Title: s.c.Title, Losses: &export.Losses{}}, nil
}

// terms counts the reports under which terms they are, by who published them
// and what read them: their claims need not be read for that.
func (s *streaming) terms() (map[export.Licence]int, error) {
	came, err := s.b.Came()
	if err != nil {
		return nil, err
	}
	of, out := export.LicenceOf(s.b.Decisions), map[export.Licence]int{}
	for where, n := range came {
		rule := ""
		if format, ok := strings.CutPrefix(where.Reader, record.RowReader); ok {
			rule = "exchange." + format
		}
		out[of(where.Publisher, rule)] += n
	}
	return out, nil
}

// lay lays a part out.
func (s *streaming) lay(state record.State) (export.Data, error) {
	v, err := newView(state, shown{Policy: s.c.Policy, known: known{PublishedBy: s.c.PublishedBy}})
	if err != nil {
		return export.Data{}, err
	}
	return exportRecord(v, s.licences).Lay()
}

// laid is a part that is laid out, its incidents made.
type laid struct {
	export.Data
	incidents []export.Incident
	err       error
}

func (s *streaming) make(p record.Part, incidents bool) (out laid) {
	state, err := p.State()
	if err == nil {
		out.Data, err = s.lay(state)
	}
	if out.err = err; err != nil || !incidents {
		return out
	}
	for inc, err := range out.Incidents {
		if out.err = err; err != nil {
			return out
		}
		out.incidents = append(out.incidents, inc)
	}
	return out
}

var errEnough = errors.New("enough")

// parts makes parts on all processors and hands them over in their order.
func (s *streaming) parts(in iter.Seq2[record.Part, error], incidents bool, each func(laid) error) error {
	var failed error
	parts := func(yield func(record.Part) bool) {
		for p, err := range in {
			if failed = err; err != nil || !yield(p) {
				return
			}
		}
	}
	err := inOrder(parts, 0, func(p record.Part) laid { return s.make(p, incidents) }, func(l laid) error {
		if l.err != nil {
			return l.err
		}
		return each(l)
	})
	if err == nil {
		err = failed
	}
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
}

func (s *streaming) incidents() iter.Seq2[export.Incident, error] {
	return func(yield func(export.Incident, error) bool) {
		err := s.parts(s.b.ByIncident(partSize), true, func(l laid) error {
			s.now = l.Data
			for _, inc := range l.incidents {
				s.step()
				if !yield(inc, nil) {
					return errEnough
				}
			}
			return nil
		})
		if err != nil {
			yield(export.Incident{}, err)
		}
	}
}

func (s *streaming) reports() iter.Seq2[*export.Report, error] {
	return func(yield func(*export.Report, error) bool) {
		err := s.parts(s.b.ByReport(partSize), false, func(l laid) error {
			for i := range l.Reports {
				s.step()
				if !yield(&l.Reports[i], nil) {
					return errEnough
				}
			}
			return nil
		})
		if err != nil {
			yield(nil, err)
		}
	}
}
