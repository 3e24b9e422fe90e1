package main

import (
	"errors"
	"io/fs"
	"os"

	"cairn/toll"
)

// policyFor reads a policy by its name, or from a file of the user's own. A
// name that comes with cairn goes first: a file called "cairn" is no policy.
func policyFor(name string) (*toll.Policy, error) {
	if p, err := toll.PolicyNamed(name); err == nil {
		return p, nil
	}
	data, err := os.ReadFile(name)
	if err == nil {
		return toll.ParsePolicy(name, data)
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	return toll.PolicyNamed(name)
}
