#!/usr/bin/env bash
# Shows that nothing is lost: kills, copies, damages and starves real stores, and prints one table.
#   Tests/reliability.sh [--quick|--full] [--seed N] [--json|--markdown] [--directory DIR] [ROW…]
# Docs/reliability.md explains the rows. Without TAGLIO and TAGLIO_TESTS it builds what it needs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. Tests/setup.sh

if ! command -v python3 >/dev/null; then
  echo "Tests/reliability.sh needs Python 3" >&2
  exit 1
fi
build() { swift build -c release "$@" >&2; }

taglio=${TAGLIO:-.build/release/taglio}
[ -n "${TAGLIO:-}" ] || build --product taglio
tests=${TAGLIO_TESTS:-swift test -c release -Xswiftc -enable-testing --scratch-path .build/tests \
  --disable-xctest --skip-build}
[ -n "${TAGLIO_TESTS:-}" ] ||
  build -Xswiftc -enable-testing --scratch-path .build/tests --build-tests

exec python3 -B Tests/Reliability --taglio "$taglio" --tests "$tests" "$@"
