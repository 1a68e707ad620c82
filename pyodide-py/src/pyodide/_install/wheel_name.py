"""Names of distributions and of wheels (PEP 503, PEP 427), and which wheels run here (PEP 425)."""

import sys

from pyodide._install.errors import IncompatibleWheelError, MislabelledWheelError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class WheelName:
    """What the file name of a wheel says.

    Raises:
        MislabelledWheelError: it is no wheel's.
    """

    def __init__(self, filename: str) -> None:
        parts = filename.removesuffix(".whl").split("-")
        if not filename.endswith(".whl") or len(parts) not in {5, 6} or not all(parts):
            raise MislabelledWheelError(
                f"{filename!r} is not the file name of a wheel, which would be NAME-VERSION-PYTHON-ABI-PLATFORM.whl"
            )
        self.filename = filename
        self.name = normalize(parts[0])
        self.version = parts[1]
        self.tags = [
            (python, abi, platform)
            for python in parts[-3].split(".")
            for abi in parts[-2].split(".")
            for platform in parts[-1].split(".")
        ]


def normalize(name: str) -> str:
    """Spell a distribution's name in the one way that stands for all others (PEP 503)."""
    return "-".join(part for part in name.lower().replace("_", "-").replace(".", "-").split("-") if part)


def normalize_version(version: str) -> str:
    """Spell a version so that what means the same is mostly the same (a part of PEP 440)."""
    text = version.lower().removeprefix("v").replace("_", ".").replace("-", ".").replace("+", ".")
    while text.endswith(".0"):
        text = text.removesuffix(".0")
    return text


def check_tags(what: str, tags: "Iterable[tuple[str, ...]]") -> None:
    """Find out whether one of these tags is for this interpreter.

    Raises:
        IncompatibleWheelError: none is.
    """
    tags = list(tags)
    platforms = own_platforms()
    if any(is_supported(python, abi, platform, platforms) for python, abi, platform in tags):
        return
    theirs = ", ".join("-".join(tag) for tag in tags)
    ours = f"CPython {sys.version_info[0]}.{sys.version_info[1]}"
    raise IncompatibleWheelError(
        f"{what} was built for {theirs}; this is {ours} on {' or '.join(platforms) or sys.platform}"
    )


def is_supported(python: str, abi: str, platform: str, platforms: "list[str]") -> bool:
    """Tell whether a tag is for this interpreter."""
    minor = sys.version_info[1]
    if platform != "any" and platform not in platforms:
        return False
    implementation, number = python[:2], python[2:]
    if implementation not in {"py", "cp"} or not number.isdecimal() or not number.startswith("3"):
        return False
    theirs = int(number[1:] or 0)
    if abi == "none":
        return theirs <= minor if implementation == "py" else theirs in {0, minor}
    if implementation != "cp":
        return False
    return (abi == f"cp3{minor}" and theirs == minor) or (abi == "abi3" and 2 <= theirs <= minor)


def own_platforms() -> list[str]:
    """Return the platform tags of binary wheels for this interpreter, the best one first (PEP 783)."""
    if sys.platform != "emscripten":
        return []
    import os

    import pyodide_js

    abi = pyodide_js._api.abiVersion
    release = os.uname().release.replace(".", "_")
    return [f"pyemscripten_{abi}_wasm32", f"pyodide_{abi}_wasm32", f"emscripten_{release}_wasm32"]
