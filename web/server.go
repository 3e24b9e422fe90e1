package web

import (
	"context"
	"fmt"
	"net/http"
	"strings"
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
	// Read makes a report of a file's bytes.
	Read func(name string, data []byte) (record.Incoming, error)
	// Failed is told of what went wrong inside, which a visitor is not.
	Failed func(error)
	// Outlines are the countries of the base map (""), or the provinces of one,
	// named as places are; nil draws none. Boundaries is their source.
	Outlines   func(country string) ([]draw.Outline, error)
	Boundaries string
	// Outside names the province that a place lies in where that is not the one
	// given for it; nil holds places against nothing but one another.
	Outside func(cairn.Locus) string
}

// Server answers for one record.
type Server struct {
	o         Options
	desks     *desks
	locales   *locales
	assets    map[string]asset
	kept      *kept
	ground    *ground
	verifying verifying
	routes    http.Handler
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
	mux.HandleFunc("POST /evidence/verify", s.verify)
	mux.HandleFunc("GET /api/openapi", s.openAPI)
	mux.HandleFunc("POST /decisions", s.decide)
	mux.HandleFunc("POST /reports", s.addReport)
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
	list    bool     // it goes through the whole record, and may show the state before the newest
	moves   bool     // it shows more than the record's state, and is made anew each time
}

// screens are all of them, in the order of the menu.
func screens() []screen {
	return []screen{
		{pattern: "/{$}", page: inboxPage, list: true, params: listParams("q"), rows: true},
		{pattern: "/reports/{id}", page: reportPage, place: true, rows: true},
		{pattern: "/claims", page: claimsPage, list: true, params: listParams(claimFilters...), place: true, rows: true},
		{pattern: "/claims/{id}", page: claimPage, place: true, rows: true},
		{pattern: "/incidents", page: incidentsPage, list: true, params: listParams(incidentFilters...), numbers: true, place: true, rows: true},
		{pattern: "/incidents/{id}", page: incidentPage, numbers: true, place: true, rows: true},
		{pattern: "/map", page: mapPage, list: true, params: listParams(mapParams...), numbers: true, place: true, rows: true},
		{pattern: "/map/base", page: basePage, params: []string{"countries"}, place: true},
		{pattern: "/tolls", page: tollsPage, list: true, params: tollParams, numbers: true, rows: true},
		{pattern: "/tolls/cell", page: cellPage, list: true, params: listParams(append([]string{"of", "key", "and_key"}, tollParams...)...), numbers: true, place: true, rows: true},
		{pattern: "/control", page: controlPage, list: true, params: listParams("place", "on", "actor"), numbers: true, place: true, rows: true},
		{pattern: "/checks", page: checksPage, list: true, params: listParams("only", "all"), numbers: true, rows: true},
		{pattern: "/actors", page: actorsPage, list: true, params: listParams("q"), rows: true},
		{pattern: "/actors/{name}", page: actorPage, list: true, numbers: true, place: true, rows: true},
		{pattern: "/places", page: placesPage, list: true, params: listParams("q"), place: true, rows: true},
		{pattern: "/places/{key}", page: placePage, list: true, numbers: true, place: true, rows: true},
		{pattern: "/sources", page: sourcesPage, list: true, params: listParams("q", "as"), rows: true},
		{pattern: "/sources/{name}", page: sourcePage, list: true, rows: true},
		{pattern: "/policies", page: policiesPage, rows: true},
		{pattern: "/policies/{name}", page: policyPage, list: true, params: []string{"against"}, numbers: true, rows: true},
		{pattern: "/imports", page: importsPage, list: true, params: listParams("q"), rows: true, moves: true},
		{pattern: "/imports/file", page: importPage, list: true, params: listParams("name"), rows: true, moves: true},
		{pattern: "/evidence", page: evidencePage, rows: true, moves: true},
		{pattern: "/evidence/entries/{seq}", page: entryPage, rows: true, moves: true},
		{pattern: "/search", page: searchPage, list: true, params: []string{"q"}, rows: true},
		{pattern: "/api", page: apiPage},
		{pattern: "/incidents/{id}/members", page: membersPage, params: []string{"out"}, numbers: true, rows: true},
		{pattern: "/incidents/{id}/merge", page: mergePage, params: []string{"with"}, numbers: true, rows: true},
		{pattern: "/queue", page: queuePage, params: []string{"skip"}, rows: true},
		{pattern: "/why/{a}/{b}", page: whyPage, rows: true},
		{pattern: "/decisions", page: decisionsPage, params: listParams("about", "verdict", "by"), rows: true},
		{pattern: "/reports/new", page: addPage},
	}
}

// listParams are the parameters of a list.
func listParams(more ...string) []string { return append([]string{"after", "limit"}, more...) }

// Pages are the patterns of all screens, for whoever looks at each of them.
func Pages() []string {
	var out []string
	for _, sc := range screens() {
		out = append(out, strings.TrimSuffix(sc.pattern, "{$}"))
	}
	return out
}
