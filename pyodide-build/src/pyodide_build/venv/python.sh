# Python in WebAssembly under Node.js, with the packages of this virtual environment.
# NODEFLAGS go to Node.js; PYODIDE_NODE names another one.

# pip runs on the machine itself and installs for WebAssembly: there it has processes for build backends, and is fast.
# It is asked for by name (-m pip, behind options without values), or by a script that it has installed for itself.
position=0
for argument; do
  position=$((position + 1))
  case $argument in
    -m | -[BbdEIiOPqRsSuv]*m)
      eval "module=\${$((position + 1))-}"
      case $module in pip | pip.__main__) position=$((position + 1)) pip=yes ;; esac
      break
      ;;
    -mpip) pip=yes && break ;;
    -[BbdEIiOPqRsSuv]*) ;;
    pip | pip[-0-9]* | */pip | */pip[-0-9]*)
      folder=$(dirname "$argument")
      case ${argument##*/} in *[!-pi0-9.]*) break ;; esac
      [ "$folder" -ef "$environment/bin" ] && pip=yes
      break
      ;;
    *) break ;;
  esac
done
# Environments that others have made on top of this one have no pip, or one of their own.
if [ "${pip-}" = yes ] && [ "$(dirname "$0")" -ef "$environment/bin" ]; then
  shift "$position"
  exec "$environment/native/python" -I "$environment/native/pip_for_target.py" "$@"
fi

if [ ! -f "$runner" ]; then
  echo "$0: $runner is gone; install the cross-build environment again, or make this virtual environment anew." >&2
  exit 127
fi
if [ -n "${PYODIDE_NODE-}" ]; then
  node=$PYODIDE_NODE
elif [ ! -x "$node" ]; then
  node=node
fi
if ! command -v "$node" >/dev/null 2>&1; then
  echo "$0: found no Node.js ($node). Get one, and name it in PYODIDE_NODE." >&2
  exit 127
fi
# shellcheck disable=SC2086 - NODEFLAGS is a list of words
exec "$node" $NODEFLAGS "$runner" --this-program="$0" "$@"
