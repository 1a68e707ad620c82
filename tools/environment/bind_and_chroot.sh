#!/bin/sh
# Do what bubblewrap does with the arguments that enter.sh gives it, as root in a mount namespace of its own.
set -eu

root=
while :; do
    case $1 in
    --bind | --dev-bind | --ro-bind)
        source=$2
        target=$root$3
        if [ "$3" = / ]; then
            root=$source
        elif [ -d "$source" ]; then
            mkdir -p "$target"
            mount --rbind "$source" "$target"
        else
            mkdir -p "$(dirname "$target")"
            [ -e "$target" ] || : >"$target"
            mount --bind "$source" "$target"
        fi
        if [ "$1" = --ro-bind ]; then mount -o remount,bind,ro "$target"; fi
        shift 3
        ;;
    --remount-ro)
        mount -o remount,bind,ro "$root$2"
        shift 2
        ;;
    --chdir)
        directory=$2
        shift 2
        ;;
    *) break ;;
    esac
done
exec chroot "$root" env --chdir "$directory" "$@"
