"""What can be wrong with a wheel or a library, told to the user in one sentence."""

from collections.abc import Iterable
from pathlib import Path


class AuditError(Exception):
    """Stop with a message for the user; the `pyodide` command shows it without a traceback."""

    cli_exit_code = 1


class UnreadableFileError(AuditError):
    """Say which file is neither a wheel nor a library, or cannot be read at all."""

    def __init__(self, file: str, problem: str) -> None:
        super().__init__(f"{file}: {problem}")


class NotWebAssemblyError(AuditError):
    """Say what a file is that should be a WebAssembly module."""

    def __init__(self, file: str, found: str) -> None:
        super().__init__(f"{file}: not a WebAssembly module but {found}")


class NotASideModuleError(AuditError):
    """Say that a module cannot be loaded by another."""

    def __init__(self, file: str, found: str) -> None:
        super().__init__(
            f"{file}: has no section dylink.0, so it is {found} and not a shared library; link it with -sSIDE_MODULE"
        )


class MalformedModuleError(AuditError):
    """Say what is wrong with a WebAssembly module, and where."""

    def __init__(self, file: str, offset: int, problem: str) -> None:
        super().__init__(f"{file}: malformed at byte {offset:#x}: {problem}")
        self.file = file
        self.offset = offset
        self.problem = problem


class MalformedWheelError(AuditError):
    """Say what is wrong with a wheel."""

    def __init__(self, file: str, problem: str) -> None:
        super().__init__(f"{file}: not a valid wheel: {problem}")


class LibraryNotFoundError(AuditError):
    """Name all libraries that are needed and found nowhere."""

    def __init__(self, wheel: str, missing: Iterable[tuple[str, str]], searched: Iterable[Path]) -> None:
        needs = "; ".join(f"{needed}, needed by {library}" for needed, library in missing)
        places = ", ".join(map(str, searched)) or "no other folder"
        super().__init__(f"{wheel}: not found in the wheel nor in {places}: {needs}. Name their folder with --libdir")


class MainModuleNotFoundError(AuditError):
    """Say where the runtime was looked for."""

    def __init__(self, searched: Iterable[Path | str]) -> None:
        places = ", ".join(map(str, searched))
        super().__init__(
            f"found no pyodide.asm.wasm to check against (looked in {places}); "
            "name it, or its folder, with --main-module, or install pyodide-core"
        )


class UnreadableGlueError(AuditError):
    """Say that the JavaScript beside a main module is not as emscripten writes it."""

    def __init__(self, file: str, problem: str) -> None:
        super().__init__(f"{file}: cannot tell what it offers to side modules: {problem}")
