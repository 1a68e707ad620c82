"""Compile modules to the bytecode that an import reads without looking for their sources."""

import importlib.util
import marshal
import sys
import warnings
from collections.abc import Mapping
from dataclasses import dataclass

from pyodide_build.wheel.contents import Member

# PEP 552: named by the hash of the source, which is not compared with any.
UNCHECKED_HASH = (0b01).to_bytes(4, "little")
SITE_PACKAGES = f"/lib/python{sys.version_info.major}.{sys.version_info.minor}/site-packages"


@dataclass(frozen=True)
class Compiled:
    """The files of an archive after its modules were compiled.

    Attributes:
        files: by name, `a.pyc` in the place of `a.py`.
        count: how many modules were compiled.
        problems: why each of those that stay as they are is no Python, by name.
    """

    files: dict[str, Member]
    count: int
    problems: dict[str, str]


def compile_files(files: Mapping[str, Member], folder: str = SITE_PACKAGES) -> Compiled:
    """Compile the modules among the files of an archive.

    Args:
        files: by name. Scripts of a wheel stay as they are: they are programs, and run by their text.
        folder: where the archive will be unpacked, as tracebacks name the files in it.
    """
    found: dict[str, Member] = {}
    problems: dict[str, str] = {}
    count = 0
    for name, member in files.items():
        if "__pycache__" in name.split("/"):
            continue  # of use beside sources only
        if not name.endswith(".py") or is_script(name):
            found[name] = member
            continue
        try:
            found[f"{name}c"] = Member(compile_module(member.data, f"{folder}/{installed_name(name)}"))
            count += 1
        except (SyntaxError, ValueError, RecursionError) as error:
            found[name] = member
            problems[name] = describe(error)
    return Compiled(found, count, problems)


def compile_module(source: bytes, path: str) -> bytes:
    """Return the contents of a pyc file (PEP 552).

    Args:
        source: the module's text.
        path: its file, as tracebacks name it.

    Raises:
        SyntaxError: it is no Python.
        ValueError: the same, for bytes that no text has.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # they are the package's affair
        # Marshal writes strings that something else in the process has, too, in another way: here something has all of
        # them, whatever is imported.
        twin = compile(source, path, "exec", dont_inherit=True, optimize=0)
        code = marshal.dumps(compile(source, path, "exec", dont_inherit=True, optimize=0))
        del twin
    return importlib.util.MAGIC_NUMBER + UNCHECKED_HASH + importlib.util.source_hash(source) + code


def is_script(name: str) -> bool:
    """Tell whether a wheel installs a file as a program, or somewhere that is not searched for modules."""
    folder, _, rest = name.partition("/")
    return folder.endswith(".data") and not rest.startswith(("purelib/", "platlib/"))


def installed_name(name: str) -> str:
    """Return a file's place below site-packages."""
    folder, _, rest = name.partition("/")
    return rest.partition("/")[2] if folder.endswith(".data") else name


def describe(error: Exception) -> str:
    """Say in one line what is wrong with a source."""
    if isinstance(error, SyntaxError):
        return f"line {error.lineno}: {error.msg}"
    return str(error)
