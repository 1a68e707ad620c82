#!/bin/sh
# Run a command in the root filesystem of the build environment:  enter.sh ROOT COMMAND [ARGUMENT...]
#
# ROOT gives the programs and settings of the system (/usr, /bin, /lib, /etc, /var); everything else is the host's, at
# the same paths. Written for the shell, not for Python, because every call of the pyodide command passes through here.
# Inside the environment, and where ROOT is empty (the host is Debian 13 itself), the command just runs.
set -eu

root=$1
shift
if [ -z "$root" ] || [ -n "${PYODIDE_BUILD_ENVIRONMENT:-}" ]; then
    export PYODIDE_BUILD_ENVIRONMENT="${PYODIDE_BUILD_ENVIRONMENT:-/}"
    exec "$@"
fi
if [ ! -d "$root/usr" ]; then
    echo "The build environment $root is gone. Run \`make\` to have it again." >&2
    exit 1
fi
here=${0%/*}
bwrap=$(command -v bwrap || :)
checkout=$(cd "$here/../.." && pwd)

# The arguments of bubblewrap are put in front of the command, so what comes first here is done last there.
set -- --remount-ro /usr --chdir "$PWD" env --default-signal=INT,QUIT,TERM "$@"

for path in /*; do
    case $path in
    /bin | /boot | /etc | /lib | /lib32 | /lib64 | /libx32 | /lost+found | /sbin | /usr | /var) ;;
    *) if [ -d "$path" ]; then set -- --dev-bind "$path" "$path" "$@"; fi ;;
    esac
done

# A home, a checkout or a cache may also be in the parts that come from ROOT: it is added, unless ROOT has that folder.
for path in "$PWD" "$checkout" "${HOME:-}" "${TMPDIR:-}" "${PYODIDE_BUILD_CACHE:-}" "${XDG_CACHE_HOME:-}"; do
    case $path in
    /etc/?* | /usr/?* | /var/?*)
        if [ -d "$path" ] && [ -z "$(ls -A "$root$path" 2>/dev/null)" ]; then set -- --dev-bind "$path" "$path" "$@"; fi
        ;;
    esac
done

# Names, certificates and what the clients of package registries are told on this host.
bundle=/etc/ssl/certs/ca-certificates.crt
for path in /etc/resolv.conf /etc/hosts /etc/pip.conf /etc/xdg/pip/pip.conf /etc/gitconfig /etc/apt/auth.conf \
    /etc/apt/auth.conf.d /usr/share/ca-certificates /usr/local/share/ca-certificates $bundle "${SSL_CERT_FILE:-}" \
    "${PIP_CERT:-}" "${REQUESTS_CA_BUNDLE:-}" "${CURL_CA_BUNDLE:-}" "${GIT_SSL_CAINFO:-}" "${NODE_EXTRA_CA_CERTS:-}" \
    "${NPM_CONFIG_CAFILE:-}" "${PIP_CONFIG_FILE:-}"; do
    case $path in
    /etc/* | /usr/* | /var/*) if [ -e "$path" ]; then set -- --ro-bind "$path" "$path" "$@"; fi ;;
    esac
done
for path in /etc/pki/tls/certs/ca-bundle.crt /etc/ssl/ca-bundle.pem; do
    if [ -e $path ] && [ ! -e $bundle ]; then set -- --ro-bind $path $bundle "$@"; fi
done
for path in /etc/npmrc /usr/etc/npmrc /usr/local/etc/npmrc; do
    if [ -e $path ] && [ -z "${NPM_CONFIG_GLOBALCONFIG:-}" ]; then
        set -- --ro-bind $path /etc/npmrc "$@"
        export NPM_CONFIG_GLOBALCONFIG=/etc/npmrc
    fi
done
if [ "$(id -u)" != 0 ]; then
    set -- --ro-bind /etc/passwd /etc/passwd --ro-bind /etc/group /etc/group "$@"
fi
set -- --bind "$root" / --bind "$root/usr" /usr "$@"

# The host's programs, libraries and active virtual environment are not there, or not for this system.
unset LD_LIBRARY_PATH LD_PRELOAD PYTHONHOME PYTHONPATH VIRTUAL_ENV PYENV_VERSION
# The last folder has Rust, which is installed when it is first called.
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:$checkout/tools/environment/rust
export SSL_CERT_FILE="${SSL_CERT_FILE:-$bundle}"
export PYODIDE_BUILD_ENVIRONMENT="$root"

if [ -z "$bwrap" ]; then
    # Without bubblewrap, root can do the same mounts. All of it is one process: signals need no care.
    exec unshare --mount --propagation private sh "$here/bind_and_chroot.sh" "$@"
fi

# bubblewrap stays behind as the parent of the command, and so does this shell. What a terminal or a supervisor sends to
# the whole process group may end the command only, whose end decides; what is sent to this process alone is handed on.
hand_on() {
    {
        # The file has no end of line, which `read` reports as a failure.
        read -r command _ <"/proc/$monitor/task/$monitor/children" || :
        kill -s "$1" "${command:-$monitor}"
    } 2>/dev/null || :
}
trap '' INT QUIT TERM
exec 3<&0
"$bwrap" --die-with-parent "$@" <&3 3<&- &
monitor=$!
trap 'hand_on TERM' TERM
trap 'hand_on HUP' HUP
while :; do
    status=0
    wait "$monitor" || status=$?
    kill -s 0 "$monitor" 2>/dev/null || exit "$status"
done
