# Sourced by examples/lib.sh and Tests/run.sh: makes sure that what the build needs is there.
#
# Needed: Swift 6.2 or later, and the headers of zlib. Only the second is installed from here, only
# where it is missing, and with sudo only where the user is not root.

if ! command -v swift >/dev/null 2>&1; then
  echo "taglio needs Swift 6.2 or later on the PATH; see https://www.swift.org/install" >&2
  exit 1
fi

have_zlib() {
  [ -e /usr/include/zlib.h ] || [ -e /usr/local/include/zlib.h ] || [ "$(uname)" = Darwin ]
}

if ! have_zlib; then
  if ! command -v apt-get >/dev/null 2>&1; then
    echo "taglio needs the headers of zlib; install them with your package manager" >&2
    exit 1
  fi
  as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
  as_root apt-get update -qq
  as_root apt-get install -y -qq zlib1g-dev
fi
