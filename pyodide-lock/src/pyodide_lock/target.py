"""What a lock file's packages run on: tags of wheels that fit, and the values of markers there."""

import re
from collections.abc import Iterator

from packaging.tags import Tag, compatible_tags, cpython_tags

from pyodide_lock.errors import LockfileError
from pyodide_lock.model import InfoSpec


def platforms(info: InfoSpec) -> list[str]:
    """Return the platform tags that fit, best first: PEP 783's, its name before that, and the compiler's version."""
    abi = [f"{name}_{info.abi_version}" for name in ("pyemscripten", "pyodide")] if info.abi_version else []
    return [f"{each}_{info.arch}" for each in [*abi, info.platform]]


def tags(info: InfoSpec) -> Iterator[Tag]:
    """Yield the tags of wheels that fit, best first."""
    version = python_version(info)
    interpreter = f"cp{version[0]}{version[1]}"
    yield from cpython_tags(version, [interpreter], platforms(info))
    yield from compatible_tags(version, interpreter, platforms(info))


def python_version(info: InfoSpec) -> tuple[int, int]:
    """Return major and minor version of Python."""
    found = re.match(r"(\d+)\.(\d+)", info.python)
    if not found:
        raise LockfileError(f'info.python: expected a version such as "3.13.5", found "{info.python}"')
    return int(found[1]), int(found[2])


def marker_environment(info: InfoSpec) -> dict[str, str]:
    """Return what markers (PEP 508) see on the target, whatever machine this runs on."""
    return {
        "implementation_name": "cpython",
        "implementation_version": info.python,
        "os_name": "posix",
        "platform_machine": info.arch,
        "platform_python_implementation": "CPython",
        "platform_release": info.platform.removeprefix("emscripten_").replace("_", "."),
        "platform_system": "Emscripten",
        "platform_version": "#1",
        "python_full_version": info.python,
        "python_version": ".".join(map(str, python_version(info))),
        "sys_platform": "emscripten",
        "extra": "",
    }
