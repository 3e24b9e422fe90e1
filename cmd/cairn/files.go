package main

import (
	"fmt"
	"os"
)

func openFile(name string) (*os.File, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("%w: check the name and its permissions", err)
	}
	return f, nil
}
