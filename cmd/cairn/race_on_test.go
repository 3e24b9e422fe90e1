//go:build race

package main

// raceDetector says that these tests were built to find races, which makes a
// page ten times as slow: ./test.sh runs the browser without it.
const raceDetector = true
