"""The steps of a repair on a wheel that is unpacked, for tools that pack it themselves."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from auditwheel_emscripten.libraries import read_library
from auditwheel_emscripten.locate import relative_runtime_path
from auditwheel_emscripten.wheel import LIBRARY, installed_path

type AnyPath = str | os.PathLike[str]


def copylib(wheel_extract_dir: AnyPath, dep_map: Mapping[str, Path], dest_dir: str) -> dict[str, Path]:
    """Copy libraries into a folder of an unpacked wheel.

    Args:
        wheel_extract_dir: the unpacked wheel.
        dep_map: the libraries to copy, under the names that they are needed by.
        dest_dir: the folder in the wheel.

    Returns:
        The copies, under the same names.
    """
    folder = Path(wheel_extract_dir) / dest_dir
    folder.mkdir(parents=True, exist_ok=True)
    copies = {name: folder / name for name in dep_map}
    for name, source in dep_map.items():
        shutil.copyfile(source, copies[name])
    return copies


def modify_runtime_path(wheel_extract_dir: AnyPath, runtime_path: str) -> None:
    """Lead all libraries of an unpacked wheel that need others to a folder in the wheel.

    RECORD stays as it is: `wheel pack` writes it anew.

    Args:
        wheel_extract_dir: the unpacked wheel.
        runtime_path: the folder, seen from the wheel's root.
    """
    root = Path(wheel_extract_dir)
    for file in sorted(path for path in root.rglob("*.so*") if LIBRARY.search(path.name) and path.is_file()):
        module = read_library(file)
        dylink = module.side_module()
        entry = relative_runtime_path(installed_path(file.relative_to(root).as_posix()), runtime_path)
        if dylink.needed and entry not in dylink.runtime_path:
            file.write_bytes(module.edited(runtime_path=(*dylink.runtime_path, entry)))
