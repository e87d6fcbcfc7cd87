#!/usr/bin/env bash
# Renews packaging/lock-*.txt from pyproject.toml, with the newest versions it allows.
#
#   bash packaging/renew-lock.sh            all packages
#   bash packaging/renew-lock.sh httpx av   only these; the others stay where they are
#
# Needs `uv` (or LECTERN_UV=/path/to/uv). The three files do not overlap and agree with each other:
#   lock-base.txt   what runs without a window, and flit_core, which links the package itself
#   lock-qt.txt     what the window needs on top
#   lock-dev.txt    what the tests need on top
# One resolution for every Python and system we support; markers choose inside it. Hashes of every file, no addresses.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
uv=${LECTERN_UV:-uv}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

sed -n 's/^requires = \["\(flit_core[^"]*\)"\]$/\1/p' pyproject.toml >"$work/build.in"
grep -q flit_core "$work/build.in" || { echo "pyproject.toml does not name flit_core as expected." >&2; exit 1; }

compile() { # compile OUTPUT [ARGUMENTS…]: one lock with hashes
  local output=$1
  shift
  "$uv" pip compile pyproject.toml "$@" --quiet --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-emit-find-links --no-annotate --no-header --output-file "$output"
}

names() { sed -n 's/^\([A-Za-z0-9._-]*\)==.*/\1/p' "$@" | sort -u; }

without() { # without LOCK…: the arguments that leave out what these locks hold
  local name
  for name in $(names "$@"); do printf -- '--no-emit-package\n%s\n' "$name"; done
}

# Everything together first, so that the parts agree.
upgrade=(--upgrade)
if (($#)); then
  upgrade=()
  for name in "$@"; do upgrade+=(--upgrade-package "$name"); done
  cat packaging/lock-*.txt >"$work/all.txt"
fi
compile "$work/all.txt" "$work/build.in" --all-extras "${upgrade[@]}"

compile "$work/lock-base.txt" "$work/build.in" --constraint "$work/all.txt"
mapfile -t skip < <(without "$work/lock-base.txt")
compile "$work/lock-qt.txt" --extra qt --constraint "$work/all.txt" "${skip[@]}"
mapfile -t skip < <(without "$work/lock-base.txt" "$work/lock-qt.txt")
compile "$work/lock-dev.txt" --extra dev --constraint "$work/all.txt" "${skip[@]}"

for lock in base qt dev; do
  # uv ends a filtered list with notes on what it left out; they say nothing here.
  sed '/^#/d' "$work/lock-$lock.txt" >"packaging/lock-$lock.txt"
  echo "packaging/lock-$lock.txt: $(names "packaging/lock-$lock.txt" | wc -l) packages"
done
