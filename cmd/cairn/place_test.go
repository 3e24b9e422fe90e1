package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func placeApp(record string) (*app, *bytes.Buffer) {
	var out bytes.Buffer
	return &app{out: &out, err: &out, record: record}, &out
}

func TestPlaceFindSaysWhy(t *testing.T) {
	a, out := placeApp(t.TempDir())
	if err := (&placeFindCmd{Name: []string{"Abu Zuhour"}, Near: []string{"Idlib"}, Limit: 3}).Run(a); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"1. Abu az Zuhur", "gn:174611", "consonants", "km from where it should be near", "oa:6339"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the answer lacks %q:\n%s", want, out)
		}
	}
}

func TestPlaceAboutNamesLicences(t *testing.T) {
	a, out := placeApp(t.TempDir())
	if err := (&placeFindCmd{About: true}).Run(a); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"GeoNames", "CC BY 4.0", "OurAirports", "Natural Earth"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("--about lacks %q", want)
		}
	}
}

func TestPlaceImportThenFind(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "ours.csv")
	if err := os.WriteFile(file, []byte("spelling,id\nthe Eagle's Nest,oa:6339\nbroken,\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	a, out := placeApp(filepath.Join(dir, "record"))
	if err := (&placeImportCmd{File: file}).Run(a); !errors.Is(err, errFindings) {
		t.Fatalf("a refused row is a finding, got %v", err)
	}
	if s := out.String(); !strings.Contains(s, "line 3: refused: broken") {
		t.Errorf("the report lacks the refused row:\n%s", s)
	}
	out.Reset()
	if err := (&placeImportCmd{File: file}).Run(a); !errors.Is(err, errFindings) || !strings.Contains(out.String(), "is unchanged") {
		t.Errorf("importing again: %v\n%s", err, out)
	}
	out.Reset()
	if err := (&placeFindCmd{Name: []string{"The Eagles Nest"}, Limit: 1}).Run(a); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "oa:6339") || !strings.Contains(out.String(), "own spelling") {
		t.Errorf("the own spelling is not found:\n%s", out)
	}
}
