package record

import (
	"fmt"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// parse reads JSON that this program wrote: what a large record takes to open is
// mostly this. It is the version 2 of encoding/json, which takes half the time,
// as lenient as version 1 about names that come twice.
func parse(what string, data []byte, v any) error {
	if err := json.Unmarshal(data, v, jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)); err != nil {
		return fmt.Errorf("read %s: %w", what, err)
	}
	return nil
}
