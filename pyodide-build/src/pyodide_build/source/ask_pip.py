"""Ask the index that pip is configured for, with pip's own code: it knows addresses, certificates and passwords.

Started by `pip_index.py`, as a program of its own because pip's modules are not to be imported by others.

Usage: ask_pip.py list NAME | ask_pip.py get URL FILE
"""

import json
import logging
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any


@contextmanager
def session() -> Iterator[tuple[Any, Any, Any]]:
    """Give pip's command, its options as the user has configured them, and its session."""
    command = import_module("pip._internal.commands").create_command("download", isolated=False)
    # What is asked for is chosen here: not by what pip is told to prefer when it installs.
    formats = ["--no-binary=:none:", "--only-binary=:none:"]
    options, _ = command.parse_args(["--no-input", "--disable-pip-version-check", *formats, "any"])
    with command.main_context():
        yield command, options, command.get_default_session(options)


def files(name: str) -> list[dict[str, Any]]:
    """Return the files of a package that suit this Python, the newest version last."""
    with session() as (command, options, connection):
        finder = command._build_package_finder(options=options, session=connection)
        found = finder.find_all_candidates(name)
    return [
        {
            "name": each.link.filename,
            "version": str(each.version),
            "url": each.link.url_without_fragment,
            "sha256": each.link.hash if each.link.hash_name == "sha256" else None,
            "yanked": each.link.is_yanked,
        }
        for each in sorted(found, key=lambda each: each.version)
    ]


def get(url: str, file: Path) -> None:
    """Download a file."""
    with session() as (_, _, connection):
        response = connection.get(url, stream=True, headers={"Accept-Encoding": "identity"})
        response.raise_for_status()
        with file.open("wb") as out:
            shutil.copyfileobj(response.raw, out)


def main() -> None:
    """Do what the arguments say."""
    logging.basicConfig(format="%(message)s")
    # Why a page of the index cannot be read.
    collector = logging.getLogger("pip._internal.index.collector")
    collector.setLevel(logging.DEBUG)
    collector.addFilter(lambda record: record.getMessage().startswith("Could not fetch"))
    try:
        if sys.argv[1] == "list":
            print(json.dumps(files(sys.argv[2])))
        else:
            get(sys.argv[2], Path(sys.argv[3]))
    except (import_module("pip._internal.exceptions").PipError, OSError) as error:
        sys.exit(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    main()
