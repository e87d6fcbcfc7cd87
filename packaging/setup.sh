# Sourced by run.sh and test.sh: makes a Python environment from the locks, once, and repairs it when it is not whole.
#
#   ready  VENV PART…   true if VENV holds exactly these parts of the lock; starts no Python and takes milliseconds
#   set_up VENV PART…   makes it so; an environment with Qt and one without can be made at the same time
#
# What is installed is noted in VENV/.set-up, last of all: a set-up that was killed has no note and is begun again.
# All talk goes to stderr, so that stdout belongs to the program. Call set_up with `set -e` on, and not before `||`.
# shellcheck shell=bash

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
oldest_python=3.11

# What Qt's window needs beyond its wheels, by the names Debian and Ubuntu give them.
qt_packages=(
  libegl1 libgl1 libdbus-1-3 libfontconfig1 libglib2.0-0 libxkbcommon0 libxkbcommon-x11-0 libx11-xcb1
  libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0
  libxcb-sync1 libxcb-xfixes0 libxcb-xkb1 libwayland-client0 libwayland-cursor0 libwayland-egl1 fonts-dejavu-core
)

# What the journeys through the window need: a screen, a window manager, hands, a screen reader's view, a sound card.
screen_packages=(
  xvfb openbox xdotool imagemagick dbus dbus-daemon at-spi2-core python3-gi gir1.2-atspi-2.0 pulseaudio pulseaudio-utils
)

say() { printf '%s\n' "$@" >&2; }

fail() {
  say "$@"
  exit 1
}

ready() {
  local venv=$1 part root python
  shift
  [[ -x $venv/bin/python && -f $venv/.set-up/where && ! -e $venv/.set-up/unfinished ]] || return 1
  { read -r root && read -r python; } <"$venv/.set-up/where" || return 1
  # Moved with its folder, or the system's Python went on to a new version: neither works any more.
  [[ $root == "$project" && $venv/bin/python -ef $python ]] || return 1
  for part; do
    cmp -s "$project/packaging/lock-$part.txt" "$venv/.set-up/lock-$part.txt" || return 1
  done
  cmp -s "$project/pyproject.toml" "$venv/.set-up/pyproject.toml"
}

set_up() {
  ready "$@" && return
  (
    # One at a time of those with Qt, and of those without. A second start waits here, then finds the work done.
    if command -v flock >/dev/null; then
      queue=setup.sh
      [[ " $* " != *" qt "* ]] || queue=run.sh
      exec 9<"$project/packaging/$queue"
      flock 9
    fi
    ready "$@" || build "$@"
  )
}

build() {
  local venv=$1 part python
  shift
  if ! repairable "$venv"; then
    python=$(choose_python) || exit 1
    say "Setting up Lectern in $venv. This happens once and takes a minute or two."
    new_venv "$python" "$venv"
  fi
  : >"$venv/.set-up/unfinished"
  for part; do
    cmp -s "$project/packaging/lock-$part.txt" "$venv/.set-up/lock-$part.txt" || install_part "$venv" "$part"
  done
  say "  linking Lectern itself"
  pip "$venv" --no-deps --no-build-isolation --editable "$project"
  cp "$project/pyproject.toml" "$venv/.set-up/pyproject.toml"
  [[ " $* " != *" qt "* ]] || system_libraries "$venv"
  note_where "$venv"
  rm "$venv/.set-up/unfinished"
  say "Lectern is set up."
}

# A whole environment that only lacks a part is added to; one that was left half done or has another version of a
# part is made anew, so that what is installed is the lock and nothing else. Downloads are kept by pip, so this is quick.
repairable() {
  local venv=$1 root python noted
  [[ -x $venv/bin/python && -f $venv/.set-up/where && ! -e $venv/.set-up/unfinished ]] || return 1
  { read -r root && read -r python; } <"$venv/.set-up/where" || return 1
  [[ $root == "$project" && $venv/bin/python -ef $python ]] || return 1
  for noted in "$venv"/.set-up/lock-*.txt; do
    cmp -s "$noted" "$project/packaging/${noted##*/}" || return 1
  done
}

new_venv() {
  local python=$1 venv=$2
  rm -rf "$venv"
  mkdir -p "$venv/.set-up"
  : >"$venv/.set-up/unfinished"
  say "  making the environment with $("$python" -V)"
  logged "$venv" "$python" -m venv "$venv"
}

install_part() {
  local venv=$1 part=$2
  say "  installing packages ($part)"
  pip "$venv" --no-deps --require-hashes --only-binary :all: --requirement "$project/packaging/lock-$part.txt"
  cp "$project/packaging/lock-$part.txt" "$venv/.set-up/lock-$part.txt"
}

pip() {
  local venv=$1
  shift
  PIP_USER=0 logged "$venv" "$venv/bin/python" -I -m pip install --no-input --disable-pip-version-check "$@"
}

logged() { # logged VENV COMMAND…: long output goes to a file, and its end is shown if the command fails
  local log=$1/.set-up/log.txt
  shift
  printf '\n$ %s\n' "$*" >>"$log"
  "$@" </dev/null >>"$log" 2>&1 && return
  tail -n 15 "$log" >&2
  fail "" "The set-up stopped here. The whole log is $log" \
    "If the network was away, run the same command again: it goes on, and what was downloaded is kept."
}

note_where() {
  local venv=$1
  "$venv/bin/python" -I - "$venv" "$project" <<'PYTHON'
import os, sys
venv, project = sys.argv[1:]
with open(os.path.join(venv, ".set-up", "where"), "w") as note:
    note.write(f"{project}\n{os.path.realpath(os.path.join(venv, 'bin', 'python'))}\n")
PYTHON
}

choose_python() {
  local candidate found=
  if [[ -n ${LECTERN_PYTHON:-} ]]; then
    command -v "$LECTERN_PYTHON" >/dev/null || fail "LECTERN_PYTHON names $LECTERN_PYTHON, which is not there."
    new_enough "$LECTERN_PYTHON" ||
      fail "LECTERN_PYTHON names $("$LECTERN_PYTHON" -V 2>&1), but Lectern needs $oldest_python or newer."
    found=$LECTERN_PYTHON
  fi
  for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
    [[ -z $found ]] && command -v "$candidate" >/dev/null && new_enough "$candidate" && found=$candidate
  done
  [[ -n $found ]] || fail "Lectern needs Python $oldest_python or newer; this machine has $(python3 -V 2>&1 || echo none)." \
    "If another one is installed, name it: LECTERN_PYTHON=/path/to/python3 bash packaging/run.sh" \
    "If not, install one:  sudo apt-get install python3 python3-venv"
  can_make_venvs "$found" || exit 1
  command -v "$found"
}

new_enough() { "$1" -c "import sys; sys.exit(sys.version_info < (${oldest_python/./, }))" 2>/dev/null; }

can_make_venvs() {
  local python=$1 package
  "$python" -c "import ensurepip, venv" 2>/dev/null && return
  # A Python other than the system's has a package of its own.
  package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
  [[ ! $python -ef /usr/bin/python3 ]] || package=python3-venv
  may_install && say "Installing $package." && apt_install "$package" && return
  say "Python's venv module is missing. Install it, then run this again:" "  sudo apt-get install $package"
  return 1
}

# --- the system's own packages -----------------------------------------------------------------------------------

may_install() { [[ $EUID -eq 0 ]] && command -v apt-get >/dev/null; }

apt_install() {
  local log
  log=$(mktemp)
  # The lists may be missing or old; only then is the network asked for new ones.
  if apt_quietly install "$@" >"$log" 2>&1 || { apt_quietly update && apt_quietly install "$@"; } >>"$log" 2>&1; then
    rm "$log"
    return
  fi
  tail -n 5 "$log" >&2
  rm "$log"
  return 1
}

apt_quietly() { # another one that installs is waited for
  DEBIAN_FRONTEND=noninteractive apt-get -y -q --no-install-recommends -o DPkg::Lock::Timeout=300 "$@" </dev/null
}

system_libraries() {
  local venv=$1 missing
  missing=$(missing_libraries "$venv")
  [[ -n $missing ]] || return 0
  if may_install; then
    say "  installing the system libraries the window needs"
    apt_install "${qt_packages[@]}" && missing=$(missing_libraries "$venv")
    [[ -n $missing ]] || return 0
    say "They could not all be installed; still missing: ${missing//$'\n'/ }"
  fi
  say "The window needs system libraries that are missing here. To install them:" \
    "  sudo apt-get install ${qt_packages[*]}" "Everything that runs without a window works without them."
}

screen_programs() { # for the tests only; without them the journeys through the window are skipped, and say so
  local name missing=()
  for name in Xvfb openbox xdotool import dbus-daemon pulseaudio pactl parec; do
    command -v "$name" >/dev/null || missing+=("$name")
  done
  /usr/bin/python3 -c "import gi; gi.require_version('Atspi', '2.0')" 2>/dev/null || missing+=(gir1.2-atspi-2.0)
  ((${#missing[@]})) || return 0
  if may_install; then
    say "  installing the screen that journeys through the window run on"
    apt_install "${screen_packages[@]}" && return
  fi
  say "Journeys through the window are skipped: ${missing[*]} missing. To install what they need:" \
    "  sudo apt-get install ${screen_packages[*]}"
}

missing_libraries() { # the shared libraries that Qt's window would look for in vain
  local venv=$1 qt
  command -v ldd >/dev/null || return 0
  for qt in "$venv"/lib/python3.*/site-packages/PySide6; do
    # ldd complains of what a release does not have; that is no news here.
    ldd "$qt"/QtWidgets.abi3.so "$qt"/QtMultimedia.abi3.so "$qt"/Qt/plugins/platforms/libq{xcb,offscreen,wayland*}.so 2>/dev/null || true
  done | sed -n 's/^[[:space:]]*\([^ ]*\) => not found.*/\1/p' | sort -u
}
