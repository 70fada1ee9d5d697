#!/usr/bin/env bash
# Measures taglio beside git, SQLite, Python and the machine itself, in one run:
#   Tests/benchmark.sh [--cases N] [--pairs N] [--quick] [--json|--markdown] [--svg FILE] [SCENARIO…]
# Docs/performance.md explains the scenarios. It builds release as the README installs it, makes its
# data from a seed, and deletes nothing before the end. TAGLIO and TAGLIO_BENCH_PROGRAM name
# executables that are there already.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. Tests/setup.sh

if ! command -v python3 >/dev/null; then
  echo "Tests/benchmark.sh needs Python 3" >&2
  exit 1
fi
static=()
[ "$(uname)" = Linux ] && static=(--static-swift-stdlib -Xswiftc -static-executable)
build() { TAGLIO_BENCH=1 swift build -c release "${static[@]}" --scratch-path .build/bench "$@" >&2; }

taglio=${TAGLIO:-.build/bench/release/taglio}
[ -n "${TAGLIO:-}" ] || build --product taglio
program=${TAGLIO_BENCH_PROGRAM:-.build/bench/release/taglio-bench}
[ -n "${TAGLIO_BENCH_PROGRAM:-}" ] || build --product taglio-bench

exec python3 -B Tests/Benchmarks --taglio "$taglio" --program "$program" "$@"
