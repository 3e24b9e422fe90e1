package web

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"cairn"
	"cairn/draw"
	"cairn/record"
)

// Options are what the server needs from outside.
type Options struct {
	Record *record.Record // stays open as long as the server runs
	Now    func() time.Time
	// Actor gives an actor the name that claims carry, whatever spelling is
	// asked for.
	Actor func(name string) string
	// Place finds a place that the record itself does not name.
	Place func(name string) (cairn.Locus, bool)
	// Failed is told of what went wrong inside, which a visitor is not.
	Failed func(error)
	// Outlines are the countries of the base map (""), or the provinces of one,
	// named as places are; nil draws none. Boundaries is their source.
	Outlines   func(country string) ([]draw.Outline, error)
	Boundaries string
}

// Server answers for one record.
type Server struct {
	o       Options
	desks   *desks
	locales *locales
	assets  map[string]asset
	kept    *kept
	ground  *ground
	routes  http.Handler
}

// New prepares the server. It reads the record until the context is done.
func New(ctx context.Context, o Options) (*Server, error) {
	locales, err := loadLocales()
	if err != nil {
		return nil, err
	}
	assets, err := loadAssets()
	if err != nil {
		return nil, err
	}
	s := &Server{o: o, locales: locales, assets: assets, kept: newKept(64 << 20), ground: newGround(o.Outlines)}
	for _, l := range locales.list {
		if err := l.parse(assets); err != nil {
			return nil, fmt.Errorf("read the templates in %s: %w", l.Tag, err)
		}
	}
	if s.desks, err = openDesks(ctx, o.Record); err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	for _, sc := range screens() {
		mux.Handle("GET "+sc.pattern, s.screen(sc))
	}
	mux.HandleFunc("GET /static/{name}", s.asset)
	mux.HandleFunc("/", s.noSuchPage)
	s.routes = s.guard(byForm(mux))
	return s, nil
}

func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.routes.ServeHTTP(w, r)
}

// screen is one address and what it shows.
type screen struct {
	pattern string
	page    func(*ask) (page, error)
	params  []string // the parameters that it takes beside those of every screen
	numbers bool     // it shows numbers: policy, as_of and published_by bear on it
	place   bool     // it has places: .geojson
	rows    bool     // it has rows: .csv
}

// screens are all of them, in the order of the menu.
func screens() []screen {
	return []screen{
		{pattern: "/{$}", page: inboxPage, params: listParams("q", "lang_of", "story"), rows: true},
		{pattern: "/incidents", page: incidentsPage, params: listParams(incidentFilters...), numbers: true, place: true, rows: true},
		{pattern: "/incidents/{id}", page: incidentPage, numbers: true, place: true, rows: true},
		{pattern: "/map", page: mapPage, params: listParams(mapParams...), numbers: true, place: true, rows: true},
		{pattern: "/map/base", page: basePage, params: []string{"countries"}, place: true},
	}
}

// listParams are the parameters of a list.
func listParams(more ...string) []string { return append([]string{"after", "limit"}, more...) }
