#!/usr/bin/env bash
# Sets Lectern up where that has not been done, and runs it.
#
#   bash packaging/run.sh ARGUMENTS…   the command line: narrate, import, export, … (see README.md)
#   bash packaging/run.sh              the window; without a screen, narrates the sample book
#
# LECTERN_PYTHON names the Python to use, if it is not python3.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
venv=$project/.venv

set_up "$venv" base qt

# -P: a file in the current folder must not be taken for a part of the program.
lectern=("$venv/bin/python" -P -m studio_app)

(($# == 0)) || exec "${lectern[@]}" "$@"

if [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} && -e $project/studio_app/app.py ]]; then
  exec "${lectern[@]}"
fi

sample=$project/resources/samples/the-lectern-maker.epub
audiobook="$HOME/Audiobooks/The Lectern Maker"
"${lectern[@]}" narrate "$sample" -o "$audiobook" --split chapters
echo "The sample book lies in $audiobook"
