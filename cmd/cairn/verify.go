package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
)

// verifyCmd checks that nothing recorded was altered.
type verifyCmd struct {
	JSON bool `help:"One JSON value."`
}

func (c *verifyCmd) Run(a *app) error {
	ctx := context.Background()
	r, err := a.open(ctx, false)
	if err != nil {
		return err
	}
	defer r.Close()
	v, err := r.Verify(ctx)
	if err != nil {
		return err
	}
	if c.JSON {
		if err := json.NewEncoder(a.out).Encode(v); err != nil {
			return err
		}
	} else {
		for _, f := range v.Findings {
			mark := "note:   "
			if f.Altered {
				mark = "ALTERED:"
			}
			fmt.Fprintf(a.out, "%s %s %s\n", mark, f.Item, visible(f.What))
		}
		if !v.Altered() {
			fmt.Fprintf(a.out, "%d entries, %s: every byte is as it was recorded.\n", v.Entries, plural(v.Reports, "report"))
		}
		fmt.Fprintf(a.out, "record %s\npublic key %s\n", v.Origin, v.Key)
	}
	if v.Altered() {
		return errors.New("something is not as it was recorded: the lines marked ALTERED name it; restore it from a backup, or run cairn rebuild where they say so")
	}
	return nil
}

// rebuildCmd makes the derived tables again.
type rebuildCmd struct{}

func (rebuildCmd) Run(a *app) error {
	ctx := context.Background()
	r, err := a.open(ctx, true)
	if err != nil {
		return err
	}
	defer r.Close()
	if err := r.Rebuild(ctx); err != nil {
		return err
	}
	fmt.Fprintln(a.out, "The derived tables were made again from the ledger. Nothing was linked anew.")
	return nil
}
