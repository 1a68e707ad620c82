"""Download files from addresses that the user gives."""

import hashlib
import shutil
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from pyodide_build.errors import SourceError

SCHEMES = ("http", "https", "file")


def is_url(text: str) -> bool:
    """Tell whether a text is an address that can be downloaded."""
    return urllib.parse.urlsplit(text).scheme in SCHEMES


def download(url: str, folder: Path, sha256: str | None = None) -> Path:
    """Put the file of an address into a folder, under its own name.

    Args:
        url: the address; a part `#sha256=...` is compared with the file.
        folder: where the file goes.
        sha256: what the file's hash has to be.

    Raises:
        SourceError: it cannot be fetched, or is not the file that it should be.
    """
    parts = urllib.parse.urlsplit(url)
    expected = sha256 or dict(urllib.parse.parse_qsl(parts.fragment)).get("sha256")
    file = folder / (Path(urllib.parse.unquote(parts.path)).name or "download")
    try:
        with urllib.request.urlopen(url) as response, file.open("wb") as out:
            shutil.copyfileobj(response, out)
    except (urllib.error.URLError, OSError) as error:
        file.unlink(missing_ok=True)
        raise SourceError(f"{url} cannot be downloaded: {error}") from error
    check_sha256(file, expected)
    return file


def check_sha256(file: Path, expected: str | None) -> None:
    """Compare a file with a hash, if there is one.

    Raises:
        SourceError: it is another file.
    """
    found = sha256_of(file)
    if expected is not None and found != expected.lower():
        raise SourceError(f"{file.name} has the sha256 {found}, but {expected} was expected: it is another file.")


def sha256_of(file: Path) -> str:
    """Return a file's hash."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
