package web

import (
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// country names a country by its code, in the reader's language.
func (l *locale) country(code string) string {
	region, err := language.ParseRegion(code)
	if err != nil {
		return code
	}
	if name := display.Regions(language.Make(l.Tag)).Name(region); name != "" {
		return name
	}
	return code
}
