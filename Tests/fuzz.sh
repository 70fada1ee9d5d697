#!/usr/bin/env bash
# Fuzzes the decoders: Tests/fuzz.sh [SECONDS] [TARGET…], 60 seconds each and all of them by default.
#
# Each target starts from the inputs in Tests/Fuzzing/<target>/Corpus and checks properties, not only
# that nothing crashes. One line a target tells how it went; an input that broke a property, took more
# than 5 seconds or more than 512 MB is kept in .build/fuzz-found, and the exit status is 1.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. Tests/setup.sh

seconds=${1:-60}
[ $# -eq 0 ] || shift
case $seconds in
  '' | *[!0-9]*) echo "usage: Tests/fuzz.sh [SECONDS] [TARGET...]" >&2; exit 64 ;;
esac
targets=("$@")
if [ ${#targets[@]} -eq 0 ]; then
  for directory in Tests/Fuzzing/*/Corpus; do targets+=("$(basename "$(dirname "$directory")")"); done
fi
for target in "${targets[@]}"; do
  [ -d "Tests/Fuzzing/$target/Corpus" ] || { echo "there is no fuzz target \"$target\"" >&2; exit 64; }
done

build=.build/fuzz
found=.build/fuzz-found
log=$(mktemp -d)
trap 'rm -rf "$log"' EXIT
mkdir -p "$found"

export TAGLIO_FUZZ=1
flags=(-c release --sanitize=fuzzer -Xswiftc -enable-testing --scratch-path "$build")
for target in "${targets[@]}"; do
  if ! swift build "${flags[@]}" --product "fuzz-$target" >"$log/build" 2>&1; then
    cat "$log/build" >&2
    exit 1
  fi
done
programs=$(swift build "${flags[@]}" --show-bin-path)

# fuzz TARGET: the first directory is what the fuzzer adds to, the second one is only read.
fuzz() {
  mkdir -p "$log/$1"
  SWIFT_BACKTRACE=enable=no "$programs/fuzz-$1" -max_total_time="$seconds" -max_len=4096 \
    -timeout=5 -rss_limit_mb=512 -malloc_limit_mb=256 -print_final_stats=1 \
    -artifact_prefix="$found/$1-" "$log/$1" "Tests/Fuzzing/$1/Corpus" >"$log/$1.log" 2>&1
}

# stat TARGET NAME: one of the figures that libFuzzer prints at its end.
stat() { sed -n "s/^stat::$2: *//p" "$log/$1.log" | tail -1; }

status=0
for target in "${targets[@]}"; do
  crashes=0
  fuzz "$target" || crashes=1
  runs=$(stat "$target" number_of_executed_units)
  rss=$(stat "$target" peak_rss_mb)
  echo "proof: fuzz $target seconds=$seconds runs=${runs:-0} crashes=$crashes rss=${rss:-?}MB"
  if [ "$crashes" = 1 ]; then
    tail -25 "$log/$target.log" >&2
    status=1
  fi
done
exit $status
