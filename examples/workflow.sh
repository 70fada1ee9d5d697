#!/usr/bin/env bash
# From a spreadsheet to a decision: orders come from a table, people say what matters and what is
# right, a bot answers, a judge judges, a mistake is found, a second bot is compared with the first.
# Makes everything below a directory of its own (or the one that is given), leaves it there, and ends
# with 1 where a number is not the one that it should be.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

work=${1:-$(mktemp -d)}
mkdir -p "$work"
cd "$work"
cp "$root"/examples/orders/*.csv "$root"/examples/{bot,judge,fill,at}.py .
export TAGLIO_AUTHOR=ada

say() { printf '\n# %s\n' "$*"; }

# expect WHAT NUMBER POINTER COMMAND…: what stands at a place in the document of a command.
expect() {
  local what=$1 wanted=$2 place=$3 found
  shift 3
  found=$("$@" --json | ./at.py "$place")
  if [ "$found" = "$wanted" ]; then
    printf '  checked: %s is %s\n' "$what" "$wanted"
  else
    printf '  WRONG: %s should be %s and is %s: %s\n' "$what" "$wanted" "$found" "$*" >&2
    exit 1
  fi
}

# judge RUN NAME: judges the outputs of a run, and names what came of it.
judge() {
  run taglio export complete --envelope -o "$2.envelope"
  run taglio export "$1" -o "$2.outputs.jsonl"
  printf '\n$ ./judge.py %s.envelope < %s.outputs.jsonl > %s.jsonl\n' "$2" "$2" "$2"
  ./judge.py "$2.envelope" < "$2.outputs.jsonl" > "$2.jsonl"
  run taglio run record judge "$2.jsonl" --suite complete --basis /case --set "bot=$1"
  run taglio name "runs/$2" latest
}

say "Orders come from a spreadsheet; where they came in and what was noted are labels."
run taglio init
run taglio add orders.csv --key order --columns note=label:notes,channel=label:channel -m "Orders of one evening"
expect "the number of orders" 16 /count taglio find --count
run taglio suite create orders --where 'exists text'

say "Two people say which orders matter, each in a table of their own."
for person in ada ben; do
  run taglio label export --suite orders --fields priority -o "priorities-by-$person.csv"
  run ./fill.py "priorities-by-$person.csv" "priorities-$person.csv"
  run taglio label import "priorities-by-$person.csv" --experiment priority --annotator "$person"
  run taglio name "runs/priorities-$person" latest
done
run taglio label agree runs/priorities-ada runs/priorities-ben
expect "the orders that they disagree about" 2 /total \
  taglio label agree runs/priorities-ada runs/priorities-ben

say "Ben knows the cart that each order should end in, but for the one that nobody understood."
run taglio label export --suite orders --fields cart -o carts-by-ben.csv
run ./fill.py carts-by-ben.csv carts.csv
run taglio label import carts-by-ben.csv --experiment carts --annotator ben
run taglio name runs/carts latest

say "Orders, priorities and carts become the cases that the bot is measured by."
run taglio join orders --with runs/priorities-ada --fields /priority=/priority \
  --with runs/carts --fields /cart=/expected/cart -o complete
expect "the number of complete cases" 15 /members taglio suite show complete
run taglio find 'expected.cart = "2 lemonade"'

say "The bot takes the orders. It understands 2, and not two."
run taglio experiment add bot
run taglio run exec bot --suite complete --worker --set numbers=digits -- ./bot.py
run taglio name runs/digits latest
expect "the orders that gave an error" 1 /totals/errors taglio summarize runs/digits

say "A judge holds each answer against the cart that was expected."
run taglio experiment add judge --verdict /passed --score /score
judge runs/digits judged-digits
run taglio summarize runs/judged-digits
expect "what passed" 9 /totals/passed taglio summarize runs/judged-digits
expect "what failed" 5 /totals/failed taglio summarize runs/judged-digits
expect "what could not be judged" 1 /totals/errors taglio summarize runs/judged-digits

say "One of the failures is a mistake in the table: six espresso are not five."
case=$(taglio find 'order = "1015" and exists expected' --ids)
run taglio edit "$case" --set '/expected/cart="6 espresso"' -m "Six are six"
run taglio log "$case"

say "The next bot understands words too. It is judged by the cases as they are now."
run taglio run exec bot --suite complete --worker --set numbers=words -- ./bot.py
run taglio name runs/words latest
judge runs/words judged-words
expect "what passed" 12 /totals/passed taglio summarize runs/judged-words

say "Is it better? The order that was edited is not counted: it was another question."
run taglio compare runs/judged-digits runs/judged-words
both=(taglio compare runs/judged-digits runs/judged-words)
expect "what got better" 3 /comparisons/0/verdicts/better "${both[@]}"
expect "what got worse" 1 /comparisons/0/verdicts/worse "${both[@]}"
expect "what stayed as it was" 10 /comparisons/0/verdicts/same "${both[@]}"
expect "the kind of the edited case" edited /comparisons/0/cases/0/kind "${both[@]}" --only edited
expect "the edited case" "$case" /comparisons/0/cases/0/lineage "${both[@]}" --only edited

say "What goes into a meeting, a pull request and the build: one report in three forms."
for form in html md xml; do
  run taglio report runs/judged-words --against runs/judged-digits -o "report.$form"
done
for sign in "html:funghi and a lemonade" "md:funghi and a lemonade" 'xml:type="regression"'; do
  if ! grep -q "${sign#*:}" "report.${sign%%:*}"; then
    echo "  WRONG: report.${sign%%:*} does not show the order that got worse" >&2
    exit 1
  fi
done

say "The spreadsheet again adds nothing, and all that was written is as it was written."
run taglio add orders.csv --key order --columns note=label:notes,channel=label:channel
expect "the orders that did not change" 16 /unchanged \
  taglio add orders.csv --key order --columns note=label:notes,channel=label:channel
run taglio fsck
printf '\nThe store is in %s\n' "$work"
