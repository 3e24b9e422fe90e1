package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"cairn"
	"cairn/actor"
	"cairn/place"
	"cairn/place/outline"
	"cairn/read"
	"cairn/record"
	"cairn/web"
)

// serveCmd serves a record to a browser on this machine.
type serveCmd struct {
	listening
}

// listening is where a server listens.
type listening struct {
	Listen string `help:"Address of this machine to listen on; any other is refused as long as cairn has no accounts." default:"127.0.0.1:8080" placeholder:"ADDRESS"`
}

func (c *serveCmd) Run(a *app) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := web.Loopback(c.Listen); err != nil {
		return usageError{err.Error()}
	}
	if _, err := os.Stat(a.record); errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("there is no record in %s: name one with --record, or see one with cairn demo --serve", a.record)
	}
	r, err := a.open(ctx, true)
	if err != nil {
		return err
	}
	defer r.Close()
	return a.serve(ctx, r, c.Listen)
}

// serve answers until the context is done.
func (a *app) serve(ctx context.Context, r *record.Record, address string) error {
	options, err := a.webOptions(r)
	if err != nil {
		return err
	}
	server, err := web.New(ctx, options)
	if err != nil {
		return err
	}
	l, err := web.Listen(address)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.out, "Open http://%s in a browser on this machine. Ctrl-C stops the server.\n", l.Addr())
	if f, ok := a.out.(interface{ Flush() error }); ok {
		if err := f.Flush(); err != nil {
			return fmt.Errorf("write the output: %w", err)
		}
	}
	return web.Serve(ctx, l, server)
}

// webOptions wires a server to what it needs from outside.
func (a *app) webOptions(r *record.Record) (web.Options, error) {
	actors, err := actor.Load()
	if err != nil {
		return web.Options{}, fmt.Errorf("read the table of actors: %w", err)
	}
	places, err := openPlaces(recordPacks(a.record))
	if err != nil {
		return web.Options{}, err
	}
	return web.Options{
		Record: r,
		Now:    a.now,
		Actor: func(name string) string {
			if found, ok := actors.Find(name, ""); ok {
				return found.Name
			}
			return name
		},
		Read: func(name string, data []byte) (record.Incoming, error) {
			doc, err := read.One(name, data, read.Options{})
			return incoming(doc), err
		},
		Place:      func(name string) (cairn.Locus, bool) { return placeNamed(places, name) },
		Outlines:   a.outlines,
		Boundaries: outline.Source,
		Outside:    places.Outside,
		Failed:     func(err error) { fmt.Fprintf(a.err, "cairn: %v\n", visible(err.Error())) },
	}, nil
}

// placeNamed is the likeliest place of a name.
func placeNamed(g *place.Gazetteer, name string) (cairn.Locus, bool) {
	found := g.Lookup(name, place.Context{})
	if len(found) == 0 || found[0].Tier == place.Skeletal { // only the consonants agree: too far to count by
		return cairn.Locus{}, false
	}
	p := found[0].Place
	return cairn.Locus{Name: p.Name, ID: p.ID, Kind: p.Kind.String(), Country: p.Country, Admin1: p.Admin1, Admin2: p.Admin2, Admin3: p.Admin3}, true
}
