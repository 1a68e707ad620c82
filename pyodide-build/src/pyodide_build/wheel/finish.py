"""Check and complete a wheel that a backend has made."""

import zipfile
from pathlib import Path

from packaging.tags import Tag
from packaging.utils import parse_wheel_filename

from pyodide_build.errors import WheelError
from pyodide_build.settings.target import Target

WASM_MAGIC = b"\0asm"
LIBRARY_SUFFIXES = (".so", ".dylib", ".pyd", ".dll")


def check_wheel(wheel: Path, target: Target) -> None:
    """Refuse a wheel that the target could not load.

    Raises:
        WheelError: it is for another platform, or has libraries for another processor.
    """
    _, _, _, tags = parse_wheel_filename(wheel.name)
    with zipfile.ZipFile(wheel) as archive:
        libraries = [name for name in archive.namelist() if name.endswith(LIBRARY_SUFFIXES)]
        for name in libraries:
            with archive.open(name) as file:
                if file.read(len(WASM_MAGIC)) != WASM_MAGIC:
                    raise WheelError(
                        f"{wheel.name}: {name} is no WebAssembly. The package's build has called a compiler of this "
                        "machine by its own path; let it take the one that the variables CC and CXX name."
                    )
            if ".cpython-" in name and not name.endswith(target.extension_suffix):
                raise WheelError(
                    f"{wheel.name}: {name} should end with {target.extension_suffix}: the package's build has asked "
                    "the running Python for the suffix, instead of sysconfig.get_config_var('EXT_SUFFIX')."
                )
    if libraries and not any(fits(tag, target) for tag in tags):
        raise WheelError(f"{wheel.name} is tagged for another platform than {target.platform_tag}")


def fits(tag: Tag, target: Target) -> bool:
    """Tell whether a wheel with this tag is for the target."""
    return tag.platform == target.platform_tag
