"""Write zip archives and compiled modules that have the same bytes wherever and whenever they are made."""

import importlib.util
import marshal
import zipfile

# The oldest time that a zip archive can hold: the same build gives the same bytes.
EPOCH = (1980, 1, 1, 0, 0, 0)


def add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    """Write one file without anything of the machine or the moment."""
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o100644 << 16
    archive.writestr(entry, data, compresslevel=9)


def compile_module(source: bytes, path: str) -> bytes:
    """Return the contents of an unchecked hash-based pyc (PEP 552), which is not compared with any source.

    Args:
        source: the module's text.
        path: its file in the runtime, as tracebacks name it.
    """
    code = compile(source, path, "exec", dont_inherit=True, optimize=0)
    flags = (0b01).to_bytes(4, "little")
    return importlib.util.MAGIC_NUMBER + flags + importlib.util.source_hash(source) + marshal.dumps(code)
