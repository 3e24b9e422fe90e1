#!/usr/bin/env bash
# Runs every test of the project.   ./test.sh [--long] [--fast]
#
# Without a flag: what must pass before anything lands, in at most 15 minutes
# on 2 cores from nothing. It formats, vets, lints, builds without cgo, runs
# the tests with the race detector, and fuzzes the parsers for a few seconds.
# --fast leaves out the race detector, the linter and the fuzzing.
# --long adds what takes long: more kills, simulations, mutation, large records.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

long= fast=
for arg in "$@"; do
  case $arg in
    --long) long=1 ;;
    --fast) fast=1 ;;
    *) echo "test.sh: unknown flag $arg: use --long or --fast" >&2; exit 2 ;;
  esac
done
say() { printf '\n== %s\n' "$*"; }

say "needs: Go, a C compiler for the race detector, poppler-utils for PDF, Chromium for the pages"
command -v go >/dev/null || { echo "test.sh: Go is not installed: see go.dev/doc/install" >&2; exit 1; }
install() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || { echo "not installed, and not root on Debian: $*: tests that need it will skip" >&2; return 0; }
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null 2>&1 ||
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null; }
}
command -v gcc >/dev/null || install gcc libc6-dev
command -v pdftotext >/dev/null || install poppler-utils
command -v chromium >/dev/null || install chromium || echo "chromium could not be installed: the tests of pages will skip" >&2

say "gofmt"
unformatted=$(gofmt -l .)
[ -z "$unformatted" ] || { echo "not formatted: $unformatted" >&2; exit 1; }

say "build, without cgo"
CGO_ENABLED=0 go build ./...

say "vet"
go vet ./...

if [ -z "$fast" ]; then
  say "staticcheck"
  go tool staticcheck ./...
fi

say "tests"
[ -z "$long" ] || export CAIRN_LONG=1
race=-race
[ -z "$fast" ] || race=
timeout=10m
[ -z "$long" ] || timeout=120m
go test $race -timeout "$timeout" ./...

if [ -z "$fast" ]; then
  say "pages in Chromium, without the race detector"
  pages=$(sed -n 's/^func \(Test[A-Za-z0-9_]*\)(.*/^\1$/p' cmd/cairn/browser*_test.go | paste -sd'|')
  go test -timeout "$timeout" ./cmd/cairn -run "$pages"
fi

if [ -z "$fast" ]; then
  say "fuzzing, a few seconds each"
  # Rooms that import SQLite are left out: instrumenting it takes minutes.
  seconds=2
  log=$(mktemp)
  [ -z "$long" ] || seconds=120
  while read -r file; do
    package=./$(dirname "$file")
    go list -deps "$package" | grep -q '^modernc.org/sqlite$' && continue
    for target in $(sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\)(.*/\1/p' "$file"); do
      echo "$package $target"
      # Go sometimes ends a clean run with "context deadline exceeded" when the
      # time is up in the middle of an input: that alone is no
      # failure. A real one writes the input that failed.
      go test -run '^$' -fuzz "^$target\$" -fuzztime "${seconds}s" -parallel 2 "$package" >"$log" 2>&1 || {
        if ! grep -q 'context deadline exceeded' "$log" || grep -q 'Failing input written' "$log"; then
          cat "$log" >&2
          exit 1
        fi
      }
    done
  done < <(git ls-files '*_test.go' | xargs grep -l '^func Fuzz')
  rm -f "$log"
fi

say "all tests passed"
