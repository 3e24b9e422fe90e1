package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"cairn"
	"cairn/toll"

	"github.com/BurntSushi/toml"
)

// sourceCmd is the register of sources.
type sourceCmd struct {
	List sourceListCmd `cmd:"" default:"withargs" help:"The register."`
	Set  sourceSetCmd  `cmd:"" help:"State what is known of a source."`
}

type sourceListCmd struct{ printed }

func (c *sourceListCmd) Run(a *app) error {
	s, err := a.reading(context.Background(), "")
	if err != nil {
		return err
	}
	list := toll.SourcesOf(s.Decisions)
	t := table{head: []string{"source", "type", "gathers its own information", "party", "licence", "because"}}
	for _, x := range list {
		licence := visible(x.Licence)
		if x.Closed {
			licence = strings.TrimPrefix(licence+", not to be given on", ", ")
		}
		t.add(visible(x.Name), x.Type, strconv.FormatBool(x.Primary), strconv.FormatBool(x.Party), licence, visible(x.Reason))
	}
	return out(a, c.printed, list, t)
}

type sourceSetCmd struct {
	Name         string `arg:"" help:"Name, as reports give it."`
	Primary      *bool  `help:"It gathers its own information: an unattributed statement is a root of its own." negatable:""`
	Party        *bool  `help:"It takes part in the conflict: listed, never counted as independent." negatable:""`
	Type         string `help:"Type, from the closed list of attributions."`
	Licence      string `help:"Under what terms its reports came."`
	Redistribute *bool  `help:"Whether these terms let its reports be given on; cairn export asks." negatable:""`
	by
}

func (c *sourceSetCmd) Run(a *app) error {
	fields := map[string]string{}
	if c.Primary != nil {
		fields["primary"] = strconv.FormatBool(*c.Primary)
	}
	if c.Party != nil {
		fields["party"] = strconv.FormatBool(*c.Party)
	}
	if c.Type != "" {
		fields["type"] = c.Type
	}
	if c.Licence != "" {
		fields["licence"] = c.Licence
	}
	if c.Redistribute != nil {
		fields["redistribute"] = strconv.FormatBool(*c.Redistribute)
	}
	if len(fields) == 0 {
		return usagef("say what is known of %q: --primary, --party, --type, --licence or --redistribute", c.Name)
	}
	return a.decide(cairn.Decision{Verdict: cairn.Register, Targets: []string{c.Name}, Fields: fields, By: c.By, Reason: c.Because})
}

// registerFile reads a file of sources as decisions.
func registerFile(name string, data []byte, by string) ([]cairn.Decision, error) {
	var file struct {
		Source []struct {
			Name, Type, Reason string
			Primary, Party     bool
		}
	}
	if err := toml.Unmarshal(data, &file); err != nil {
		return nil, fmt.Errorf("read the sources of %s: %w", name, err)
	}
	var out []cairn.Decision
	for _, s := range file.Source {
		fields := map[string]string{"primary": strconv.FormatBool(s.Primary), "party": strconv.FormatBool(s.Party)}
		if s.Type != "" {
			fields["type"] = s.Type
		}
		out = append(out, cairn.Decision{Verdict: cairn.Register, Targets: []string{s.Name}, Fields: fields, By: by, Reason: s.Reason})
	}
	return out, nil
}
