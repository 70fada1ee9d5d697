#!/usr/bin/env bash
# Builds taglio and passes its tests. Arguments go to `swift test`, such as --filter Publisher.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. Tests/setup.sh
swift test --disable-xctest --parallel "$@"
