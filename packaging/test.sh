#!/usr/bin/env bash
# Everything a change must pass: lint, types, import contracts, all tests below the window without Qt installed, the
# window's with it.
#
#   bash packaging/test.sh
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
venv=$project/.venv
headless=$project/.venv-headless

set_up "$headless" base dev &
set_up "$venv" base qt dev
wait "$!"
screen_programs
cd "$project"

# The tests have a home of their own and nobody's keys.
LECTERN_HOME=$(mktemp -d)
export LECTERN_HOME
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$LECTERN_HOME"' EXIT
unset ELEVENLABS_API_KEY ELEVENLABS_BASE_URL FISH_API_KEY FISH_BASE_URL
export QT_QPA_PLATFORM=offscreen

# Hundreds of programs are started here. Where nothing compiled is kept, each of them compiles Lectern again.
unset PYTHONDONTWRITEBYTECODE
prepare() { # compile Lectern and its tests, once for all that run them
  "$headless/bin/python" -m compileall -q studio_app
  "$headless/bin/python" -m pytest -p no:pytest-qt -p no:cacheprovider -q --collect-only
}
prepare >/dev/null 2>&1 &
prepared=$!

failed=()
unsteady=()
stage() { # stage NAME COMMAND…
  local name=$1
  shift
  printf '\n== %s\n' "$name"
  "$@" || failed+=("$name")
}

# What takes one core and needs nobody runs beside the tests, behind them; `shown` waits for it and says what it said.
declare -A beside=()
begin() { # begin NAME COMMAND…
  local name=$1
  shift
  nice "$@" >"$LECTERN_HOME/$name.txt" 2>&1 &
  beside[$name]=$!
}
shown() { # shown NAME
  local status=0
  wait "${beside[$1]}" || status=$?
  cat "$LECTERN_HOME/$1.txt"
  return "$status"
}

names() { # names CACHE: the tests that failed last
  "$headless/bin/python" -c 'import json, sys; [print(name) for name in json.load(open(sys.argv[1]))]' \
    "$1/v/cache/lastfailed" | sort
}

# run_tests PYTHON WORKERS ARGUMENTS…: what fails is tried once more, alone. What passes then is unsteady: it is named and
# refuses nothing. Many failures are no accident, and are not tried again.
run_tests() {
  local python=$1 workers=$2 cache before again=0
  shift 2
  cache=$(mktemp -d -p "$LECTERN_HOME")
  "$python" -m pytest -q -p no:anyio -o cache_dir="$cache" -n "$workers" --dist worksteal "$@" && return
  before=$(names "$cache")
  [[ -n $before ]] && (($(wc -l <<<"$before") <= 20)) || return 1
  printf '\n== once more, alone:\n%s\n' "$before"
  "$python" -m pytest -q -p no:anyio -o cache_dir="$cache" -n 0 --last-failed --last-failed-no-failures none "$@" || again=$?
  mapfile -t -O "${#unsteady[@]}" unsteady < <(comm -23 <(echo "$before") <(names "$cache"))
  return "$again"
}

without_qt() {
  ! "$headless/bin/python" -c "import PySide6" 2>/dev/null || { echo "PySide6 is in $headless."; return 1; }
  # pytest-qt refuses to start where there is no Qt.
  # Four, although there are two cores: many wait for a server, a process or a disk.
  run_tests "$headless/bin/python" 4 -p no:pytest-qt
}

with_qt() { # the tests that ask for Qt; all others have just run, on the same code
  mapfile -t windowed < <(grep -rl --include='test_*.py' 'importorskip("PySide6")' tests | sort)
  run_tests "$venv/bin/python" 3 "${windowed[@]}"  # journeys wait for a screen most of the time
}

begin types "$venv/bin/python" -m mypy
begin contracts "$venv/bin/lint-imports"
stage "lint" "$venv/bin/ruff" check .
stage "format" "$venv/bin/ruff" format --check .
wait "$prepared" || true  # what is wrong with the tests, they say themselves
stage "tests without Qt installed" without_qt
stage "types" shown types
stage "import contracts" shown contracts
stage "tests with Qt" with_qt

if ((${#unsteady[@]})); then
  printf 'Unsteady: %s; passed the second time\n' "${unsteady[@]}" >&2
fi
if ((${#failed[@]})); then
  printf 'Failed: %s\n' "${failed[@]}" >&2
  exit 1
fi
