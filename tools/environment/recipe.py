"""Say what the root filesystem is made of, and give that recipe a stamp.

Only what changes the result is in here: addresses, keys and proxies belong to the host and are not part of the stamp.
"""

from __future__ import annotations

import hashlib
import json
import platform

SUITE = "trixie"

# Left out to keep the environment small: first documentation and translations, which no build reads.
_EXCLUDED_PATHS = [
    "/usr/share/man/*",
    "/usr/share/info/*",
    "/usr/share/doc/*",
    "/usr/share/locale/*",
    "/usr/share/gtk-doc/*",
    "/usr/share/lintian/*",
    # Emscripten's libraries for threads and wasm workers: over a gigabyte, which modules without threads never link.
    "/usr/share/emscripten/cache/sysroot/lib/*-mt*.a",
    "/usr/share/emscripten/cache/sysroot/lib/*-ww*.a",
]
_KEPT_PATHS = ["/usr/share/doc/*/copyright"]

_APT_OPTIONS = [
    # Some mirrors serve a stable release whose index has expired.
    'Acquire::Check-Valid-Until "false"',
    'Acquire::Languages "none"',
    'Acquire::GzipIndexes "true"',
]

_SETUP_HOOKS = [
    # mmdebstrap's default sources, used where the host has no Debian mirror configured, lack the source packages.
    'list="$1/etc/apt/sources.list"; if [ -s "$list" ]; then sed -i "s/^deb \\(.*\\)/&\\ndeb-src \\1/" "$list"; fi',
]

_CUSTOMIZE_HOOKS = [
    # The host's file is bound over this one, which has to be a plain file for that.
    'rm -f "$1/etc/resolv.conf" && : > "$1/etc/resolv.conf"',
]


def mmdebstrap_options(packages: list[str]) -> list[str]:
    """Return the options of mmdebstrap that decide what is in the root filesystem."""
    return [
        "--variant=apt",
        # The package lists stay, so that sources can be fetched without an update.
        "--skip=cleanup/apt/lists",
        *(f"--dpkgopt=path-exclude={path}" for path in _EXCLUDED_PATHS),
        *(f"--dpkgopt=path-include={path}" for path in _KEPT_PATHS),
        *(f"--aptopt={option}" for option in _APT_OPTIONS),
        *(f"--setup-hook={hook}" for hook in _SETUP_HOOKS),
        *(f"--customize-hook={hook}" for hook in _CUSTOMIZE_HOOKS),
        "--include=" + ",".join(packages),
    ]


def stamp(packages: list[str], machine: str = platform.machine()) -> str:
    """Return the name of the environment with these packages, which changes whenever its content would."""
    recipe = json.dumps([SUITE, machine, mmdebstrap_options(packages)])
    return f"{SUITE}-{hashlib.sha256(recipe.encode()).hexdigest()[:16]}"
