"""Strings that say what to install."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urldefrag, urlsplit

from micropip._vendor.packaging.requirements import InvalidRequirement, Requirement
from micropip._vendor.packaging.specifiers import SpecifierSet
from micropip._vendor.packaging.utils import (
    InvalidWheelFilename,
    NormalizedName,
    canonicalize_name,
    parse_wheel_filename,
)
from micropip.errors import RequirementError
from micropip.index.page import parse_hash

NAMED = re.compile(r"^\s*[A-Za-z0-9][\w.-]*\s*(\[[^\]]*\])?\s*@\s*\S")
WHEEL = re.compile(r"^(?P<url>\S.*?\.whl(\?[^#\s]*)?(#\S*)?)(?P<extras>\[[^\]]*\])?\s*(?P<marker>;.*)?$", re.IGNORECASE)
VERSION_CONTROL = re.compile(r"^(git|hg|svn|bzr)\+|^git@|\.git$", re.IGNORECASE)
ANY_VERSION = SpecifierSet()
SOURCES = (".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".zip", ".tar")


@dataclass(frozen=True)
class Need:
    """A requirement that has been read: a project, and which versions of it will do.

    Attributes:
        text: The requirement as it was written.
        url: The wheel that it must be, if it says so; a complete address.
        hashes: What the wheel's hash may be, as `algorithm=digest`; anything if empty.
        source: Where a lock file says that the wheel is from; None for anything but a lock file.
    """

    name: NormalizedName
    text: str
    specifier: SpecifierSet = ANY_VERSION
    extras: frozenset[NormalizedName] = frozenset()
    url: str | None = None
    hashes: frozenset[str] = frozenset()
    source: str | None = None

    def __str__(self) -> str:
        return self.text


def parse_need(
    text: str, environment: Mapping[str, str], resolve_url: Callable[[str], str], hashes: frozenset[str] = frozenset()
) -> Need | None:
    """Read a requirement (PEP 508), or the address of a wheel.

    Args:
        text: The requirement.
        environment: The variables of markers.
        resolve_url: Completes relative addresses.
        hashes: What the wheel's hash may be.

    Returns:
        What it says; None if its marker says that it is not for this environment.

    Raises:
        RequirementError: it is neither, or of a kind that cannot be installed here.
    """
    text = text.strip()
    wheel = None if NAMED.match(text) else WHEEL.match(text)
    if wheel:
        text = f"{wheel_name(wheel['url'])}{wheel['extras'] or ''} @ {wheel['url']} {wheel['marker'] or ''}".strip()
    elif VERSION_CONTROL.search(text) and not NAMED.match(text):
        raise RequirementError(explain_version_control(text))
    try:
        requirement = Requirement(text)
    except InvalidRequirement as error:
        raise RequirementError(f"{text!r} is no requirement: {error}{explain_path(text)}") from None
    if requirement.marker and not requirement.marker.evaluate({**environment, "extra": ""}):
        return None
    return need_of(requirement, resolve_url, hashes)


def need_of(requirement: Requirement, resolve_url: Callable[[str], str], hashes: frozenset[str] = frozenset()) -> Need:
    """Read a requirement whose marker has been seen to.

    Raises:
        RequirementError: its address is not that of a wheel for the project.
    """
    name = canonicalize_name(requirement.name)
    extras = frozenset(canonicalize_name(extra) for extra in requirement.extras)
    text = str(requirement).partition(";")[0].strip()
    url = None
    if requirement.url:
        found = wheel_name(requirement.url)
        if found != name:
            raise RequirementError(f"{text!r} names {name}, but the wheel there is of {found}")
        url = resolve_url(requirement.url)
    return Need(name, text, requirement.specifier, extras, url, hashes)


def wheel_name(url: str) -> NormalizedName:
    """Return the project that an address of a wheel is about.

    Raises:
        RequirementError: it is not the address of a wheel.
    """
    if VERSION_CONTROL.search(urlsplit(url).path) or VERSION_CONTROL.match(url):
        raise RequirementError(explain_version_control(url))
    filename = filename_of(url)
    if filename.lower().endswith(SOURCES):
        raise RequirementError(
            f"{url} is a source archive. Only wheels can be installed here: build one, for example with "
            "`pip wheel` where it is pure Python, and give the address of that."
        )
    if not filename.endswith(".whl"):
        raise RequirementError(f"{url} does not end like a wheel, in .whl")
    try:
        return parse_wheel_filename(filename)[0]
    except InvalidWheelFilename as error:
        raise RequirementError(
            f"{url} is not named like a wheel, NAME-VERSION-PYTHON-ABI-PLATFORM.whl: {error}"
        ) from None


def filename_of(url: str) -> str:
    """Return the last part of an address."""
    return unquote(urlsplit(urldefrag(url)[0]).path.rpartition("/")[2])


def hashes_in(url: str) -> dict[str, str]:
    """Return the hash that the fragment of an address gives."""
    hashes = (parse_hash(part) for part in urldefrag(url)[1].split("&"))
    return {
        name: digest for found in hashes for name, digest in found.items() if name in {"sha256", "sha384", "sha512"}
    }


def explain_version_control(text: str) -> str:
    """Say why nothing is cloned."""
    return (
        f"{text!r} is in a version control system, and neither those nor builds run here: build a wheel "
        "from it, for example with `pip wheel`, and give the address of that."
    )


def explain_path(text: str) -> str:
    """Say what to do if a string looks like a path."""
    if text.startswith((".", "/", "~")):
        return "\nThe address of a wheel in the file system of Python begins with emfs: and ends in .whl."
    return ""
