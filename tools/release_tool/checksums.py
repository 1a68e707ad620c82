"""Remember what was checked, so that nothing else is published."""

import hashlib
from pathlib import Path

from release_tool.errors import ReleaseError

FILE = "SHA256SUMS"


def write_checksums(folder: Path) -> None:
    """Write the sums of all files of a folder, in the format of sha256sum."""
    lines = [f"{_sum(file)}  {file.name}\n" for file in sorted(folder.iterdir()) if file.name != FILE]
    (folder / FILE).write_text("".join(lines))


def checked_files(folder: Path) -> list[Path]:
    """Return the files that a folder's sums are of.

    Raises:
        ReleaseError: the folder is not that of a release, or one of its files is another one.
    """
    if not (folder / FILE).is_file():
        raise ReleaseError(f"There is no finished release in {folder}: `tools/release NAME` makes it.")
    files = []
    for line in (folder / FILE).read_text().splitlines():
        expected, _, name = line.partition("  ")
        file = folder / name
        if not file.is_file() or _sum(file) != expected:
            raise ReleaseError(f"{file} is not the file that was checked. Make the release again.")
        files.append(file)
    return files


def _sum(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
