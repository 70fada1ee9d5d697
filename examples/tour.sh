#!/usr/bin/env bash
# A tour of taglio on the example cases: two people, two copies, one history.
# Makes everything below a directory of its own (or the one that is given) and leaves it there.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

tour=${1:-$(mktemp -d)}
mkdir -p "$tour/ada"

# Copies the object files that the other copy has not: that is a sync too.
sync_objects() {
  if command -v rsync >/dev/null; then
    run rsync -a --ignore-existing --exclude='.tmp-*' "$1/.taglio/objects/" "$2/.taglio/objects/"
  else
    (cd "$1/.taglio/objects" && find . -type f ! -name '.tmp-*') | while read -r file; do
      [ -e "$2/.taglio/objects/$file" ] && continue
      mkdir -p "$2/.taglio/objects/$(dirname "$file")"
      cp -p "$1/.taglio/objects/$file" "$2/.taglio/objects/$file"
    done
  fi
}

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

# At the prompt: an edit, a label, what changed and who said it, and taking it back.
run taglio edit half --set /answer=10 --label 'title=White eggs' -m "Ten, surely"
run taglio diff half
run taglio blame half
run taglio undo
run taglio log half -p

# Did it get better? A suite of cases, a program that is run over them twice, an edit in between.
cp "$root/examples/solve.py" .
run taglio suite create arithmetic --where 'exists question'
run taglio experiment add sums --verdict /correct
run taglio run exec sums --suite arithmetic --set operation=times -- ./solve.py
run taglio name runs/times latest
run taglio edit half --set '/question="9 of 18 eggs are brown, 9 are not. How many are white?"'
run taglio run exec sums --suite arithmetic --set operation=plus -- ./solve.py
run taglio compare times latest
run taglio flaky arithmetic
run taglio trace half

# Ben gets a copy, which knows Ada's as its remote `origin`.
cd "$tour"
run taglio clone ada ben
cd "$tour/ben"
run taglio status
[ "$(taglio -C ../ada state --json)" = "$(taglio state --json)" ]
echo "both copies have the same state"

# Both correct the same case before they meet again: a fork, which is kept until somebody settles it.
TAGLIO_AUTHOR=ben run taglio edit sum-2 --set '/question="How many seats do 6 cars of 20 have?"'
run taglio -C ../ada edit sum-2 --set '/question="A train has 6 cars of 20 seats. How many seats?"'
run taglio sync
cd ../ada
run taglio status
run taglio resolve sum-2 --take "$(taglio show sum-2 --json | grep -o '"heads":\["[0-9a-f]*' | grep -o '[0-9a-f]*$')"
sync_objects . ../ben
cd ../ben
run taglio ls --limit 6

# Everything is checked, by taglio and without it; what a copy has, it gives back.
run taglio fsck
rm -f .taglio/objects/2c/*
run taglio fsck --repair --from ../ada

# A case that should never have been kept is erased for good; the history stays checkable.
run taglio redact sum-1 --reason "asked for by its author" --yes
run taglio show sum-1
run taglio fsck
if command -v python3 >/dev/null; then
  run python3 "$root/examples/verify.py" .taglio/objects
fi
printf '\nThe two copies are in %s\n' "$tour"
