"""Read and write JSON files: what is wrong is located, what is written is written whole."""

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from pyodide_lock.errors import SpecValidationError


def read_json(path: Path) -> Any:
    """Return the content of a JSON file; `SpecValidationError` says where it is none."""
    return parse_json(path.read_bytes(), str(path))


def parse_json(text: bytes, origin: str) -> Any:
    """Return what the text says, refusing what Python would take and other readers would not (RFC 8259)."""
    try:
        return json.loads(text.decode("utf-8-sig"), object_pairs_hook=_object, parse_constant=_constant)
    except UnicodeDecodeError as error:
        problem = f"byte {error.start}: not UTF-8 text, so this is not a JSON file"
    except json.JSONDecodeError as error:
        problem = f"line {error.lineno}, column {error.colno}: not JSON: {error.msg}"
    except RecursionError:
        problem = "not a lock file: nested too deeply"
    except ValueError as error:
        problem = f"not JSON: {error}"
    raise SpecValidationError(origin, [problem])


def write_json(path: Path, content: Any, indent: int | None = None) -> None:
    """Write keys in alphabetical order, into a new file that then takes the name.

    Whoever reads sees the old or the new content, also when this is interrupted or the disk is full.
    """
    text = json.dumps(content, sort_keys=True, indent=indent, allow_nan=False)
    final = path.resolve()  # a link goes on pointing at the file
    descriptor, name = tempfile.mkstemp(prefix=f".{final.name}.", suffix=".partial", dir=final.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_mode(final))
        Path(name).replace(final)
    except BaseException:  # Ctrl-C is one, too
        Path(name).unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    if path.exists():
        return path.stat().st_mode & 0o7777
    umask = os.umask(0)  # there is no other way to ask
    os.umask(umask)
    return 0o666 & ~umask


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"the key {next(key for key in keys if keys.count(key) > 1)!r} is there twice")
    return found


def _constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON value")
