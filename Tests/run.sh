#!/usr/bin/env bash
# Builds taglio and passes its tests. Arguments go to `swift test`, such as --filter Publisher.
# With optimisation, since thousands of stores are made and checked: the whole run takes a minute then.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. Tests/setup.sh
swift test -c release -Xswiftc -enable-testing --scratch-path .build/tests --disable-xctest --parallel "$@"
