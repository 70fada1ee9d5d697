# Sourced by the examples: builds taglio and puts it on the PATH, or takes the program that TAGLIO
# names, and shows commands before it runs them. `root` is the directory of the project.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
if [ -n "${TAGLIO:-}" ]; then
  PATH="$(cd "$(dirname "$TAGLIO")" && pwd):$PATH"
else
  cd "$root"
  . Tests/setup.sh
  swift build -c release --product taglio >&2
  PATH="$root/.build/release:$PATH"
fi

run() { printf '\n$ %s\n' "$*"; "$@"; }
