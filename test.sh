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

# These compute for long in one thread, or drive a browser: the race detector
# would find nothing in them and take minutes. They run without it.
pages=$(sed -n 's/^func \(Test[A-Za-z0-9_]*\)(.*/\1/p' cmd/cairn/browser*_test.go | paste -sd'|')
alone="^($pages|TestEveryAlteredByteIsFound|TestWhereEverythingHangsTogether|TestQueueIsWorthAsking\
|TestPublishedBootstrapLimitsAreWithinMonteCarloError|TestCoverageOfThreeIndependentLists|TestTheStratumOnWhichOneChainMisleads\
|TestLatentClassesAgreeWithTheReference|TestImportedRowsComeBackByCommands|TestTollsOfGEDAreTheSumsOfItsColumns\
|TestUCDPRowsComeBack|TestKilledImports|TestTimeGrowsWithTheLength|TestSceneDev|TestFilesThatAreRefused)\$"

say "tests"
[ -z "$long" ] || export CAIRN_LONG=1
timeout=10m
[ -z "$long" ] || timeout=120m
if [ -n "$fast" ]; then
  go test -timeout "$timeout" ./...
else
  go test -race -skip "$alone" -timeout "$timeout" ./...
  say "pages in Chromium and long sums, without the race detector"
  rooms=$(git ls-files '*_test.go' | xargs grep -lE "^func (${alone:2:-2})\(" | xargs -n1 dirname | sort -u | sed 's,^,./,')
  go test -run "$alone" -timeout "$timeout" $rooms
fi

if [ -z "$fast" ]; then
  say "fuzzing, a few seconds each"
  # Rooms that import SQLite are left out: instrumenting it takes minutes.
  seconds=2
  work=$(mktemp -d)
  [ -z "$long" ] || seconds=120
  for room in $(git ls-files '*_test.go' | xargs grep -l '^func Fuzz' | xargs -n1 dirname | sort -u); do
    go list -deps "./$room" | grep -q '^modernc.org/sqlite$' && continue
    go test -c -fuzz . -o "$work/room.test" "./$room"
    for target in $(sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\)(.*/\1/p' "$room"/*_test.go); do
      echo "$room $target"
      # Go sometimes ends a clean run with "context deadline exceeded" when the
      # time is up in the middle of an input: that alone is no
      # failure. A real one writes the input that failed.
      (cd "$room" && "$work/room.test" -test.run '^$' -test.fuzz "^$target\$" -test.fuzztime "${seconds}s" -test.parallel 2 \
        -test.fuzzcachedir "$(go env GOCACHE)/fuzz/cairn/$room") >"$work/log" 2>&1 || {
        if ! grep -q 'context deadline exceeded' "$work/log" || grep -q 'Failing input written' "$work/log"; then
          cat "$work/log" >&2
          exit 1
        fi
      }
    done
  done
  rm -rf "$work"
fi

say "all tests passed"
