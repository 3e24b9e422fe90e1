package web

import (
	"strings"
	"testing"
)

const (
	htmlOf      = "text/html; charset=utf-8"
	jsonOf      = "application/json"
	csvOf       = "text/csv; charset=utf-8"
	geo         = "application/geo+json"
	problemJSON = "application/problem+json"
)

// routes are addresses with what they answer.
var routes = []struct {
	method, path string
	code         int
	kind         string
}{
	{"GET", "/", 200, htmlOf},
	{"GET", "/index.json", 200, jsonOf},
	{"GET", "/index.csv", 200, csvOf},
	{"GET", "/?q=harbour", 200, htmlOf},
	{"GET", "/incidents", 200, htmlOf},
	{"HEAD", "/incidents", 200, htmlOf},
	{"GET", "/incidents.json?limit=1", 200, jsonOf},
	{"GET", "/incidents.csv", 200, csvOf},
	{"GET", "/incidents.geojson", 200, geo},
	{"GET", "/incidents?grade=splendid", 400, htmlOf},
	{"GET", "/incidents.json?grade=splendid", 400, problemJSON},
	{"GET", "/incidents.json?limit=1001", 400, problemJSON},
	{"GET", "/incidents.json?limit=0", 400, problemJSON},
	{"GET", "/incidents.json?after=!!", 400, problemJSON},
	{"GET", "/incidents.json?from=yesterday", 400, problemJSON},
	{"GET", "/incidents.json?from=2015-09-20&to=2015-09-19", 400, problemJSON},
	{"GET", "/incidents.json?actr=x", 400, problemJSON},
	{"GET", "/incidents.json?policy=mine", 400, problemJSON},
	{"GET", "/incidents.json?as_of=whenever", 400, problemJSON},
	{"GET", "/incidents.json?q=" + strings.Repeat("x", 500), 400, problemJSON},
	{"GET", "/incidents.json?q=%zz", 400, problemJSON},
	{"GET", "/incidents?as_of=2015-09-20", 200, htmlOf},
	{"GET", "/incidents?published_by=2015-09-19&policy=lowest", 200, htmlOf},
	{"GET", "/incidents/i-45", 200, htmlOf},
	{"GET", "/incidents/i-45.json", 200, jsonOf},
	{"GET", "/incidents/i-45.csv", 200, csvOf},
	{"GET", "/incidents/i-45.geojson", 200, geo},
	{"GET", "/incidents/i-old", 301, htmlOf},
	{"GET", "/incidents/i-none", 404, htmlOf},
	{"GET", "/incidents/i-none.json", 404, problemJSON},
	{"GET", "/map", 200, htmlOf},
	{"GET", "/map?bbox=36,35,38,36.5&from=2015-09-01&to=2015-09-30", 200, htmlOf},
	{"GET", "/map.json?bbox=36,35,38,36.5", 200, jsonOf},
	{"GET", "/map.csv", 200, csvOf},
	{"GET", "/map.geojson", 200, geo},
	{"GET", "/map.geojson?zoom=5&bbox=36,35,38,36.5", 200, geo},
	{"GET", "/map/base.geojson?countries=SY", 200, geo},
	{"GET", "/map/base.geojson?countries=SY,IQ,YE,UA,SD,CO,MM", 400, problemJSON},
	{"GET", "/map.json?bbox=38,35,36,36.5", 400, problemJSON},
	{"GET", "/map.json?bbox=1,2,3", 400, problemJSON},
	{"GET", "/map.json?bbox=NaN,0,1,1", 400, problemJSON},
	{"GET", "/map.json?zoom=near", 400, problemJSON},
	{"GET", "/claims", 200, htmlOf},
	{"GET", "/claims.csv?measure=killed&decided=open", 200, csvOf},
	{"GET", "/claims.json?kind=rumour", 400, problemJSON},
	{"GET", "/claims/c-none.json", 404, problemJSON},
	{"GET", "/reports/r-none", 404, htmlOf},
	{"GET", "/tolls", 200, htmlOf},
	{"GET", "/tolls?by=month&and=actor", 200, htmlOf},
	{"GET", "/tolls?by=day&running=yes", 200, htmlOf},
	{"GET", "/tolls.csv?by=status", 200, csvOf},
	{"GET", "/tolls.json?by=month&policy=lowest&published_by=2015-09-19", 200, jsonOf},
	{"GET", "/tolls.json?by=mood", 400, problemJSON},
	{"GET", "/tolls.json?by=status&and=condition", 400, problemJSON},
	{"GET", "/tolls.json?measure=tired", 400, problemJSON},
	{"GET", "/tolls.json?place=Nowhere", 400, problemJSON},
	{"GET", "/tolls.geojson", 404, problemJSON},
	{"GET", "/tolls/cell.json?of=killed", 200, jsonOf},
	{"GET", "/tolls/cell?of=killed&by=actor&key=Jabhat+al-Nusra", 200, htmlOf},
	{"GET", "/tolls/cell.geojson?of=killed", 200, geo},
	{"GET", "/tolls/cell", 400, htmlOf},
	{"GET", "/tolls/cell?of=displaced", 404, htmlOf},
	{"GET", "/control", 200, htmlOf},
	{"GET", "/control.csv?on=2015-09-19", 200, csvOf},
	{"GET", "/control.geojson", 200, geo},
	{"GET", "/checks", 200, htmlOf},
	{"GET", "/checks.json?all=yes", 200, jsonOf},
	{"GET", "/checks?only=luck", 400, htmlOf},
	{"GET", "/actors", 200, htmlOf},
	{"GET", "/actors/Jabhat%20al-Nusra", 200, htmlOf},
	{"GET", "/actors/Jabhat%20al-Nusra.geojson", 200, geo},
	{"GET", "/actors/Nobody", 404, htmlOf},
	{"GET", "/places.geojson", 200, geo},
	{"GET", "/places/Abu%20al-Duhur%20air%20base%7CIdlib%7CSY", 200, htmlOf},
	{"GET", "/places/Nowhere", 404, htmlOf},
	{"GET", "/sources?as=root", 200, htmlOf},
	{"GET", "/sources/Harbour%20Wire.json", 200, jsonOf},
	{"GET", "/sources/Nobody", 404, htmlOf},
	{"GET", "/policies", 200, htmlOf},
	{"GET", "/policies/cairn?against=lowest", 200, htmlOf},
	{"GET", "/policies/etc%2Fpasswd", 404, htmlOf},
	{"GET", "/imports", 200, htmlOf},
	{"GET", "/imports/file.csv?name=test.txt", 200, csvOf},
	{"GET", "/imports/file?name=other", 404, htmlOf},
	{"GET", "/evidence", 200, htmlOf},
	{"GET", "/evidence/entries/0.json", 200, jsonOf},
	{"GET", "/evidence/entries/99999", 404, htmlOf},
	{"GET", "/evidence/entries/-1", 404, htmlOf},
	{"GET", "/search", 200, htmlOf},
	{"GET", "/search.json?q=soldiers+base", 200, jsonOf},
	{"GET", "/api", 200, htmlOf},
	{"GET", "/api/openapi.json", 200, jsonOf},
	{"GET", "/nowhere", 404, htmlOf},
	{"GET", "/nowhere.json", 404, problemJSON},
	{"POST", "/incidents", 405, htmlOf},
	{"GET", "/static/app.css", 200, "text/css; charset=utf-8"},
	{"GET", "/static/nothing.css", 404, htmlOf},
	{"GET", "/" + strings.Repeat("x", 9000), 414, htmlOf},
}

func TestEveryAddressAnswersAsItSays(t *testing.T) {
	s := testServer(t)
	for _, r := range routes {
		w := serve(s, request(r.method, r.path))
		name := r.method + " " + r.path[:min(len(r.path), 80)]
		if w.Code != r.code || w.Header().Get("Content-Type") != r.kind {
			t.Errorf("%s: %d %s, wanted %d %s", name, w.Code, w.Header().Get("Content-Type"), r.code, r.kind)
		}
		if got := w.Header().Get("Content-Security-Policy"); got != securityPolicy {
			t.Errorf("%s: the content security policy is %q", name, got)
		}
	}
}
