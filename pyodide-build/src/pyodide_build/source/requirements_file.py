"""Read requirements.txt, as far as it says what to build."""

import re
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement

from pyodide_build.errors import SourceError

COMMENT = re.compile(r"(^|\s+)#.*$")
FILE = re.compile(r"(?:-r\s*|--requirement[\s=])(.+)")


def read_requirements(file: Path) -> list[Requirement]:
    """Return the requirements in a file and in those that it refers to.

    Raises:
        SourceError: naming the file and the line that cannot be understood.
    """
    try:
        lines = file.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    except OSError as error:
        raise SourceError(f"{file} cannot be read: {error.strerror}") from error
    found: list[Requirement] = []
    for number, line in enumerate(lines, 1):
        text = COMMENT.sub("", line).strip()
        if match := FILE.match(text):
            found += read_requirements(file.parent / match[1].strip())
        elif text:
            try:
                found.append(Requirement(text))
            except InvalidRequirement as error:
                raise SourceError(f"{file}, line {number}: {error}") from error
    return found
