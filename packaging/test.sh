#!/usr/bin/env bash
# Everything a change must pass: lint, types, import contracts, all tests below the window without Qt installed, the
# window's with it.
#
#   bash packaging/test.sh
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
venv=$project/.venv
headless=$project/.venv-headless

set_up "$venv" base qt dev
set_up "$headless" base dev
screen_programs
cd "$project"

# The tests have a home of their own and nobody's keys.
LECTERN_HOME=$(mktemp -d)
export LECTERN_HOME
trap 'rm -rf "$LECTERN_HOME"' EXIT
unset ELEVENLABS_API_KEY ELEVENLABS_BASE_URL FISH_API_KEY FISH_BASE_URL
export QT_QPA_PLATFORM=offscreen

failed=()
stage() { # stage NAME COMMAND…
  local name=$1
  shift
  printf '\n== %s\n' "$name"
  "$@" || failed+=("$name")
}

without_qt() {
  ! "$headless/bin/python" -c "import PySide6" 2>/dev/null || { echo "PySide6 is in $headless."; return 1; }
  # pytest-qt refuses to start where there is no Qt.
  # Three, although there are two cores: many wait for a server, a process or a disk.
  "$headless/bin/python" -m pytest -p no:pytest-qt -q -n 3 --dist worksteal
}

with_qt() { # the tests that ask for Qt; all others have just run, on the same code
  mapfile -t windowed < <(grep -rl --include='test_*.py' 'importorskip("PySide6")' tests | sort)
  "$venv/bin/python" -m pytest -q -n 2 --dist worksteal "${windowed[@]}"
}

stage "lint" "$venv/bin/ruff" check .
stage "format" "$venv/bin/ruff" format --check .
stage "types" "$venv/bin/python" -m mypy
stage "import contracts" "$venv/bin/lint-imports"
stage "tests without Qt installed" without_qt
stage "tests with Qt" with_qt

if ((${#failed[@]})); then
  printf 'Failed: %s\n' "${failed[@]}" >&2
  exit 1
fi
