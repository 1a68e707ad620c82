"""Put the sources into the source map of the main module, so that a debugger shows them wherever they are not."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

# How many folders there are above the one of the link depends on the machine.
UPWARDS = re.compile(r"^(\.\./)+")


@dataclass(frozen=True)
class Sources:
    """A folder of sources, what stands in the map before the names of those in it, and what is to stand there."""

    folder: Path
    marker: str
    shown: str


def embed_sources(source_map: Path, folders: tuple[Sources, ...]) -> list[str]:
    """Write the text of each source into the map, under a name without this machine's folders.

    Args:
        source_map: The file, which is replaced.
        folders: The first of them that has a source is taken.

    Returns:
        The names that no folder has, such as those of the compiler's own libraries.
    """
    content = json.loads(source_map.read_text())
    found = [_find(name, folders) for name in content["sources"]]
    names, texts = zip(*found, strict=True)
    source_map.write_text(json.dumps({**content, "sources": names, "sourcesContent": texts}))
    return [name for name, text in found if text is None]


def _find(name: str, folders: tuple[Sources, ...]) -> tuple[str, str | None]:
    for sources in folders:
        _, marker, rest = name.rpartition(sources.marker)
        path = sources.folder / rest
        if marker and path.is_file():
            return sources.shown + rest, path.read_text(errors="replace")
    return UPWARDS.sub("", name), None
