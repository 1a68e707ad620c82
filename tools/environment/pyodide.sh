#!/bin/sh
# The pyodide command of a checkout, for any shell. `make` puts it at .venv/bin/pyodide, in place of the script that pip
# makes there, because the virtual environment's Python exists in the build environment only.
set -eu

self=$(readlink -f "$0")
checkout=${self%/.venv/bin/pyodide}
root=$(readlink "$checkout/build/environment" || :)
# Packages are built for the runtime that was made here, unless the user wants another.
environment=$checkout/build/xbuildenv/xbuildenv/pyodide-root
if [ -z "${PYODIDE_ROOT:-}${PYODIDE_XBUILDENV_PATH:-}" ] && [ -d "$environment" ]; then
    export PYODIDE_ROOT="$environment"
fi
exec sh "$checkout/tools/environment/enter.sh" "$root" "$checkout/.venv/bin/python" -P -m pyodide_cli "$@"
