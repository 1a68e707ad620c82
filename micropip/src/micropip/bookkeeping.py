"""What micropip notes in the dist-info folder of what it installs, beside what installers always do."""

import json
from collections.abc import Sequence
from importlib.metadata import Distribution
from typing import Any
from urllib.parse import urldefrag

from micropip.index.page import ProjectFile

INSTALLER = "micropip"
SOURCE = "PYODIDE_SOURCE"
URL = "PYODIDE_URL"
SHA256 = "PYODIDE_SHA256"
REQUIRES = "PYODIDE_REQUIRES"

DEFAULT_INDEX = "pypi"
LOCK_FILE = "pyodide"
MOCK = "mock"


def notes(source: str, url: str, sha256: str, requires: Sequence[str]) -> dict[str, str]:
    """Return the files that tell `list` and `freeze` where a wheel came from."""
    return {SOURCE: source, URL: urldefrag(url)[0], SHA256: sha256, REQUIRES: json.dumps(sorted(requires))}


def direct_url(file: ProjectFile, sha256: str) -> dict[str, Any]:
    """Describe where a wheel came from that was named by its address (PEP 610)."""
    archive = {"hash": f"sha256={sha256}", "hashes": {"sha256": sha256}}
    return {"url": urldefrag(file.url)[0], "archive_info": archive}


def source_of(distribution: Distribution) -> str | None:
    """Return where micropip has a distribution from; None if another has installed it."""
    text = distribution.read_text(SOURCE)
    return text.strip() if text else None
