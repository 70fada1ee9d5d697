#!/usr/bin/env bash
# A tour of taglio on the example cases: two people, two copies, one history.
# Makes everything below a directory of its own (or the one that is given) and leaves it there.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
. Tests/setup.sh
swift build -c release --product taglio >&2
PATH="$root/.build/release:$PATH"

tour=${1:-$(mktemp -d)}
mkdir -p "$tour/ada" "$tour/ben"
run() { printf '\n$ %s\n' "$*"; "$@"; }

# Ada makes a store and adds cases from two files.
cd "$tour/ada"
cp "$root"/examples/cases/* .
run taglio init
run taglio add orders.yaml
run taglio add questions.jsonl --key id -m "Arithmetic for beginners"
run taglio ls
run taglio show sum-2

# A question was wrong. She corrects the file and adds it again: one case has a new version.
sed -i.bak 's/"answer":22}/"answer":23}/' questions.jsonl && rm questions.jsonl.bak
run taglio add questions.jsonl --key id -m "Three weeks and two days are 23"
run taglio log days
run taglio log --oneline

# Adding again changes nothing.
run taglio add questions.jsonl --key id

# Ben gets a copy of the objects; that is all there is to a sync.
cd "$tour/ben"
run taglio init
if command -v rsync >/dev/null; then
  run rsync -a --ignore-existing --exclude='.tmp-*' ../ada/.taglio/objects/ .taglio/objects/
else
  run cp -Rn ../ada/.taglio/objects/. .taglio/objects/
fi
run taglio status
[ "$(taglio -C ../ada state --json)" = "$(taglio state --json)" ]
echo "both copies have the same state"

# Everything is checked, by taglio and without it.
run taglio fsck
if command -v python3 >/dev/null; then
  run python3 "$root/examples/verify.py" .taglio/objects
fi
printf '\nThe two copies are in %s\n' "$tour"
