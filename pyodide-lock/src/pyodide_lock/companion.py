"""The file beside a lock file, for what lock files have no key for.

It lies in the same folder, under the name `FILE_NAME`; a distribution without it works, too.
"""

from pathlib import Path
from typing import Self
from urllib.parse import urlsplit, urlunsplit

from pydantic import field_validator

from pyodide_lock.json_file import read_json, write_json
from pyodide_lock.validation import Strict, validated

FILE_NAME = "pyodide-index.json"


class PyodideIndex(Strict):
    """Where packages come from that the lock file does not have.

    Attributes:
        index_urls: Addresses of simple indexes (PEP 503, PEP 691), asked in this order; those of folders are of use
            in Node.js only.
    """

    index_urls: list[str]

    @field_validator("index_urls")
    @classmethod
    def _public(cls, urls: list[str]) -> list[str]:
        for each in urls:
            parts = urlsplit(each)
            if not (parts.scheme in ("http", "https") and parts.hostname) and not (
                parts.scheme == "file" and parts.path
            ):
                raise ValueError(f"{each!r} is not the address of an index, such as https://HOST/simple")
            if parts.username or parts.password:
                raise ValueError(f"the address at {parts.hostname} has credentials in it, and everyone reads this file")
        return urls

    @classmethod
    def from_json(cls, path: Path | str) -> Self:
        """Read the file; `SpecValidationError` names each bad key."""
        return validated(cls, read_json(Path(path)), str(path))

    def to_json(self, path: Path | str, indent: int | None = None) -> None:
        """Write the file; it changes as a whole or not at all."""
        write_json(Path(path), self.to_dict(), indent)


def without_credentials(url: str) -> str:
    """Return an index's address as it may be published: pip's configuration can have a password in it."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
