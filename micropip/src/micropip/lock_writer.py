"""What `micropip.freeze` returns: a lock file with what is installed now."""

import json
from collections.abc import Iterable
from importlib.metadata import Distribution
from pathlib import PurePosixPath
from typing import Any

from micropip.bookkeeping import MOCK, REQUIRES, SHA256, URL, source_of
from micropip.host.protocol import Host
from micropip.listing import normalize
from micropip.lock_file import file_url


def frozen_lock_file(host: Host) -> str:
    """Return the lock file of the distribution, with what was installed beside it.

    Files are given by their complete addresses, so that the lock file can be used anywhere.
    """
    lock = host.lock()
    packages = {
        name: {**entry, "file_name": file_url(lock.base_url, entry["file_name"])} if lock.base_url else dict(entry)
        for name, entry in lock.packages.items()
    }
    for distribution in host.distributions():
        if source_of(distribution) not in {None, MOCK} and distribution.read_text(URL):
            packages[normalize(distribution.name)] = entry_of(distribution)
    return json.dumps({"info": dict(lock.info), "packages": dict(sorted(packages.items()))})


def entry_of(distribution: Distribution) -> dict[str, Any]:
    """Describe a distribution that was installed from a wheel."""
    return {
        "name": distribution.name,
        "version": distribution.version,
        "file_name": note(distribution, URL),
        "install_dir": "site",
        "sha256": note(distribution, SHA256),
        "package_type": "package",
        "imports": import_names(str(path) for path in distribution.files or ()),
        "depends": json.loads(note(distribution, REQUIRES)),
        "unvendored_tests": False,
    }


def note(distribution: Distribution, name: str) -> str:
    """Return what was noted about a distribution when it was installed."""
    return (distribution.read_text(name) or "").strip()


def import_names(files: Iterable[str]) -> list[str]:
    """Return the modules and packages at the top of a distribution's files."""
    names = set()
    for path in map(PurePosixPath, files):
        top = path.parts[0]
        if path.suffix in {".py", ".so"} and not top.endswith((".dist-info", ".data")) and ".." not in path.parts:
            name = top.partition(".")[0]
            if name.isidentifier():
                names.add(name)
    return sorted(names)
