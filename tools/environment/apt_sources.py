"""Find the Debian mirror that the host's apt is configured to use.

The host may be of another release, or not Debian at all; its sources may be in deb822 (`.sources`) or one-line
(`.list`) format, and may name third parties beside Debian. No address is known here: what the host does not say is
left to mmdebstrap's own default.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

DEBIAN_KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"
_DEBIAN_SUITES = {"bullseye", "bookworm", "trixie", "forky", "sid", "oldstable", "stable", "testing", "unstable"}


@dataclass(frozen=True)
class AptSource:
    """Describe one source of packages: where it is, and how it is signed."""

    uris: tuple[str, ...]
    suites: tuple[str, ...]
    components: tuple[str, ...]
    signed_by: str | None = None
    trusted: bool = False


def parse_list(text: str) -> list[AptSource]:
    """Return the binary package sources of a file in one-line format."""
    sources = []
    for line in text.splitlines():
        match = re.match(r"\s*deb\s+(?:\[(?P<options>[^\]]*)\]\s+)?(?P<place>[^#]*)", line)
        words = match.group("place").split() if match else []
        if not match or len(words) < 2:
            continue
        options = dict(word.split("=", 1) for word in (match.group("options") or "").split() if "=" in word)
        sources.append(
            AptSource(
                uris=(words[0],),
                suites=(words[1],),
                components=tuple(words[2:]),
                signed_by=options.get("signed-by"),
                trusted=options.get("trusted") == "yes",
            )
        )
    return sources


def parse_deb822(text: str) -> list[AptSource]:
    """Return the enabled binary package sources of a file in deb822 format."""
    sources = []
    for paragraph in re.split(r"\n[ \t]*\n", _without_comments(text)):
        fields = _fields(paragraph)
        if "deb" not in fields.get("types", "").split() or fields.get("enabled", "yes").lower() == "no":
            continue
        sources.append(
            AptSource(
                uris=tuple(fields.get("uris", "").split()),
                suites=tuple(fields.get("suites", "").split()),
                components=tuple(fields.get("components", "").split()),
                signed_by=fields.get("signed-by") or None,
                trusted=fields.get("trusted", "").lower() == "yes",
            )
        )
    return sources


def _without_comments(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.startswith("#"))


def _fields(paragraph: str) -> dict[str, str]:
    """Return the fields of one deb822 paragraph, continuation lines joined as they are."""
    fields: dict[str, str] = {}
    name = ""
    for line in paragraph.splitlines():
        if line[:1] in (" ", "\t"):
            fields[name] = f"{fields.get(name, '')}\n{line}"
        elif ":" in line:
            name, _, value = line.partition(":")
            name = name.strip().lower()
            fields[name] = value.strip()
    return fields


def read_sources(etc_apt: Path = Path("/etc/apt")) -> list[AptSource]:
    """Return every source of packages that the host's apt knows."""
    parts = sorted((etc_apt / "sources.list.d").glob("*"))
    sources = []
    for path in [etc_apt / "sources.list", *parts]:
        if path.suffix == ".list" and path.is_file():
            sources += parse_list(path.read_text(encoding="utf-8"))
        elif path.suffix == ".sources" and path.is_file():
            sources += parse_deb822(path.read_text(encoding="utf-8"))
    return sources


def debian_mirror(sources: Iterable[AptSource]) -> AptSource | None:
    """Return the source most likely to be a mirror of Debian's main archive, or None."""
    sources = list(sources)
    offered = {(uri, suite) for source in sources for uri in source.uris for suite in source.suites}

    def rank(source: AptSource) -> tuple[bool, bool]:
        # Third parties borrow Debian's suite names; Debian's key and its -updates suite they do not have.
        has_updates = any((uri, f"{suite}-updates") in offered for uri in source.uris for suite in source.suites)
        return (source.signed_by or "").startswith("/usr/share/keyrings/debian-archive-"), has_updates

    candidates = [
        source
        for source in sources
        if source.uris and "main" in source.components and _DEBIAN_SUITES.intersection(source.suites)
    ]
    best = max(candidates, key=rank, default=None)
    return best if best and (any(rank(best)) or best.signed_by is None) else None


def render_deb822(source: AptSource, suite: str) -> str:
    """Return the apt source of `suite` on the mirror of `source`, with its source packages."""
    lines = [
        "Types: deb deb-src",
        f"URIs: {source.uris[0]}",
        f"Suites: {suite}",
        "Components: main",
    ]
    if source.signed_by:
        lines.append(f"Signed-By: {source.signed_by}")
    if source.trusted:
        lines.append("Trusted: yes")
    return "\n".join(lines) + "\n"
