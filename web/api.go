package web

import (
	_ "embed"
	"net/http"
)

// openAPIFile describes every address (OpenAPI 3.1). It is written by hand; a
// test holds it against the screens.
//
//go:embed openapi.json
var openAPIFile []byte

func (s *Server) openAPI(w http.ResponseWriter, r *http.Request) {
	newAnswer("application/json", openAPIFile).write(w, r, http.StatusOK)
}

// apiView lists the addresses for people.
type apiView struct {
	Shown     Shown        `json:"shown"`
	Addresses []apiAddress `json:"addresses"`
}

type apiAddress struct {
	Path   string   `json:"path"`
	Forms  []string `json:"forms"`
	Params []string `json:"params,omitempty"`
}

func apiPage(q *ask) (page, error) {
	v := &apiView{Shown: q.shown}
	for _, sc := range screens() {
		a := apiAddress{Path: sc.path(), Forms: []string{asJSON}, Params: sc.params}
		if sc.rows {
			a.Forms = append(a.Forms, asCSV)
		}
		if sc.place {
			a.Forms = append(a.Forms, asGeoJSON)
		}
		v.Addresses = append(v.Addresses, a)
	}
	return page{name: "api", view: v}, nil
}

// path is the address of a screen as data has it.
func (sc screen) path() string {
	if sc.pattern == "/{$}" {
		return "/index"
	}
	return sc.pattern
}
