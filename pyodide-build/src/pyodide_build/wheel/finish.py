"""The steps between a backend's wheel and one for the target."""

from collections.abc import Callable
from pathlib import Path

from packaging.utils import parse_wheel_filename

from auditwheel_emscripten.errors import LibraryNotFoundError
from auditwheel_emscripten.repair import repair
from pyodide_build.compiler.diagnose import diagnose
from pyodide_build.errors import WheelError
from pyodide_build.process import BuildLog
from pyodide_build.settings.model import BuildSettings
from pyodide_build.settings.target import Target
from pyodide_build.wheel.abi_suffix import rename_extensions
from pyodide_build.wheel.contents import Contents, read_contents, write_contents
from pyodide_build.wheel.tags import retag

WASM_MAGIC = b"\0asm"
LIBRARY_SUFFIXES = (".so", ".dylib", ".pyd", ".dll")


def unchanged(contents: Contents) -> None:
    """Leave a wheel's files as they are."""


def finish_wheel(
    wheel: Path,
    output: Path,
    settings: BuildSettings,
    log: BuildLog,
    *,
    edit: Callable[[Contents], None] = unchanged,
    bring: bool = True,
) -> Path:
    """Write a wheel for the target, the same bytes for the same files, and return it.

    Args:
        wheel: what a backend has made.
        output: a folder for the result.
        settings: the target, the compression level, and the time that the files get.
        log: is told what was changed, and what will not work.
        edit: changes the files, whose names are then the target's.
        bring: whether libraries that the wheel's own ones need are copied into it.

    Raises:
        WheelError: it has libraries for another processor, or none but is for another platform.
    """
    target = settings.target
    contents = read_contents(wheel)
    name = wheel.name
    for old, new in rename_extensions(contents, target).items():
        log.note(f"{old} is now {new}")
    edit(contents)
    libraries = check_libraries(name, contents)
    if libraries:
        name = retag(name, contents, target)
    elif not is_pure(name, target):
        raise WheelError(f"{name} has no libraries, but is for another platform than {target.platform_tag}")
    finished = output / name
    write_contents(contents, finished, settings.compression_level, settings.source_date)
    if libraries:
        if bring:
            bring_libraries(finished, settings, log)
        for problem in diagnose(finished, settings):
            log.warn(f"{log.package}: warning: {problem}")
    return finished


def check_libraries(name: str, contents: Contents) -> list[str]:
    """Return the names of a wheel's libraries.

    Raises:
        WheelError: one is for another processor.
    """
    libraries = [path for path in contents.files if path.endswith(LIBRARY_SUFFIXES)]
    for path in libraries:
        if not contents.files[path].data.startswith(WASM_MAGIC):
            raise WheelError(
                f"{name}: {path} is no WebAssembly. The package's build has called a compiler of this machine by its "
                "own path; let it take the one that the variables CC and CXX name."
            )
    return libraries


def is_pure(name: str, target: Target) -> bool:
    """Tell whether a wheel without libraries can be installed on the target."""
    *_, tags = parse_wheel_filename(name)
    return any(tag.platform in {"any", target.platform_tag} for tag in tags)


def bring_libraries(wheel: Path, settings: BuildSettings, log: BuildLog) -> None:
    """Copy the libraries that the wheel's own ones need into it, as far as they are found."""
    try:
        repair(wheel, settings.library_folders)
    except LibraryNotFoundError as error:
        # They may come with another package.
        log.warn(f"{log.package}: warning: {error}")
