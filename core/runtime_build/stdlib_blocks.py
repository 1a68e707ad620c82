"""Cut the archive of the standard library into blocks that are unpacked each by itself."""

import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO

from runtime_build.archives import Member, write_member

# What Python reads from the archive before it runs anything of the user's: most of its start is frozen into the
# interpreter. A test compares.
AT_START = frozenset(
    {
        "_pyodide/__init__.pyc",
        "_pyodide/evaluate.pyc",
        "_pyodide/import_hint.pyc",
        "_pyodide/import_hooks.pyc",
        "_pyodide/js_import.pyc",
        "_pyodide/start.pyc",
        "_pyodide/stdlib_sources.pyc",
        "_pyodide/terminal.pyc",
        "encodings/__init__.pyc",
        "encodings/aliases.pyc",
        "encodings/utf_8.pyc",
        "importlib/__init__.pyc",
        "pyodide/__init__.pyc",
        "pyodide/_version.pyc",
    }
)

# Who imports one small module unpacks this much, in less than a millisecond.
BLOCK_SIZE = 1 << 18


def cut_archive(members: Sequence[Member], comment: str) -> Iterator[bytes]:
    """Give the parts of a zip archive with nothing compressed: the start's modules, the others, its directory.

    A block holds whole members, and has at least BLOCK_SIZE bytes.
    """
    content = BytesIO()
    done = 0

    def take() -> bytes:
        nonlocal done
        block = content.getvalue()[done:]
        done += len(block)
        return block

    with zipfile.ZipFile(content, "w") as archive:
        archive.comment = comment.encode()
        first = [member for member in members if member.name in AT_START]
        for member in first:
            write_member(archive, member, zipfile.ZIP_STORED)
        yield take()
        # Sources resemble each other more than compiled modules.
        for member in sorted(members, key=lambda member: member.name.endswith(".py")):
            if member.name not in AT_START:
                write_member(archive, member, zipfile.ZIP_STORED)
                if content.tell() - done >= BLOCK_SIZE:
                    yield take()
        if content.tell() > done:
            yield take()
    yield take()
