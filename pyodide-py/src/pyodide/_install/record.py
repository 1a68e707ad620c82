"""RECORD: what an installed distribution consists of (the specification "Recording installed projects")."""

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

Row = tuple[str, str, str]


def parse(text: str) -> list[Row]:
    """Return path, hash and size of each line, as far as they are there."""
    import csv

    rows = [(*row, "", "")[:3] for row in csv.reader(text.splitlines()) if row]
    return [(path, digest, size) for path, digest, size in rows]


def parse_hashes(text: str) -> dict[str, tuple[str, str]]:
    """Return hash and size by path, where both are there; without the csv module if nothing is quoted."""
    rows = parse(text) if '"' in text else [line.split(",") for line in text.splitlines()]
    return {row[0]: (row[1], row[2]) for row in rows if len(row) == 3 and row[1] and row[2]}


def digest(content: bytes) -> tuple[str, str]:
    """Return hash and size of a file's contents."""
    import binascii

    encoded = binascii.b2a_base64(sha256(content).digest(), newline=False).rstrip(b"=")
    return "sha256=" + encoded.replace(b"+", b"-").replace(b"/", b"_").decode(), str(len(content))


def sha256(content: bytes) -> "Any":
    """Return the hash object of some bytes.

    Without hashlib: it decides when it is first imported whether it has OpenSSL, which may be among the packages.
    """
    import _sha2  # type: ignore[import-not-found]

    return _sha2.sha256(content)


def render(rows: "Iterable[Row]") -> str:
    """Write the lines."""
    return "".join(f"{quote(path)},{digest},{size}\n" for path, digest, size in rows)


def quote(field: str) -> str:
    """Write a field as CSV has it."""
    return '"' + field.replace('"', '""') + '"' if set(field) & set(',"\r\n') else field


def relative(path: str, site_packages: str) -> str:
    """Name a file as RECORD does: from site-packages, with `..` for what lies elsewhere."""
    return os.path.relpath(path, site_packages)
