"""Write zip archives and compiled modules that have the same bytes wherever and whenever they are made."""

import importlib.util
import marshal
import zipfile
from dataclasses import dataclass

# The oldest time that a zip archive can hold: the same build gives the same bytes.
EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Member:
    """One file of an archive."""

    name: str
    data: bytes


def add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    """Write one file without anything of the machine or the moment."""
    write_member(archive, Member(name, data), zipfile.ZIP_DEFLATED)


def write_member(archive: zipfile.ZipFile, member: Member, compression: int) -> None:
    """Write one file in the same way, compressed as zipfile's constant says."""
    entry = zipfile.ZipInfo(member.name, EPOCH)
    entry.compress_type = compression
    entry.external_attr = 0o100644 << 16
    archive.writestr(entry, member.data, compresslevel=9)


def compile_module(source: bytes, path: str) -> bytes:
    """Return the contents of an unchecked hash-based pyc (PEP 552), which is not compared with any source.

    Args:
        source: the module's text.
        path: its file in the runtime, as tracebacks name it.
    """
    # Marshal writes strings that something else in the process has, too, in another way: here something has all of
    # them, whatever is imported.
    twin = compile(source, path, "exec", dont_inherit=True, optimize=0)
    code = marshal.dumps(compile(source, path, "exec", dont_inherit=True, optimize=0))
    del twin
    flags = (0b01).to_bytes(4, "little")
    return importlib.util.MAGIC_NUMBER + flags + importlib.util.source_hash(source) + code
