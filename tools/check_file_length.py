#!/usr/bin/env python3
"""Check that no file has grown beyond what one can keep in mind; generated and vendored files do not count.

Usage: check_file_length.py [FILE...]    (without files: all that version control knows)
"""

import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
SUFFIXES = {".c", ".cjs", ".cpp", ".css", ".h", ".html", ".js", ".mjs", ".py", ".pyi", ".sh", ".ts"}
LIMIT = 300
# Cases stand side by side; what makes a test file long is not what makes one hard to follow.
LIMIT_OF_TESTS = 400


def too_long(path: Path) -> str | None:
    """Say how long a file is, if that is too long."""
    name = path.as_posix()
    if path.suffix not in SUFFIXES or ".gen." in name or "_vendor/" in name or name.startswith("packages/"):
        return None
    limit = LIMIT_OF_TESTS if "tests" in path.parts else LIMIT
    length = len((CHECKOUT / path).read_text(encoding="utf-8").splitlines())
    if length <= limit:
        return None
    return f"{path} has {length} lines, more than {limit}: take out what has a name of its own"


def known_files() -> list[str]:
    """Return the files that version control knows, as far as they are there."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout
    return [name for name in listed.split("\0") if name and (CHECKOUT / name).is_file()]


def main(arguments: list[str]) -> int:
    """Check the files that are named, or all."""
    problems = [problem for name in arguments or known_files() if (problem := too_long(Path(name)))]
    print("\n".join(problems), end="\n" if problems else "", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
