package web

import (
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// countries names countries in a language; nil where nobody wrote their names.
func countries(tag string) display.Namer { return display.Regions(language.Make(tag)) }

// country names a country by its code, in the reader's language.
func (l *locale) country(code string) string {
	region, err := language.ParseRegion(code)
	if err != nil || l.countries == nil {
		return code
	}
	if name := l.countries.Name(region); name != "" {
		return name
	}
	return code
}
