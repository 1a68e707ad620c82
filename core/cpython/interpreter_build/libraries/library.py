"""What the recipes of all C libraries have in common."""

from dataclasses import dataclass
from pathlib import Path

from interpreter_build.patches import Patch, unpack_patched
from interpreter_build.pins import Pin
from interpreter_build.step import Step, Workspace


@dataclass(frozen=True)
class Library(Step):
    """A static library: `include/` and `lib/` in its result."""

    pin: Pin
    cflags: tuple[str, ...]
    packages: tuple[str, ...]
    patches: tuple[Patch, ...] = ()

    def unpack(self, space: Workspace) -> Path:
        """Unpack and patch the source, and make the folders of the result."""
        (space.out / "include").mkdir()
        (space.out / "lib").mkdir()
        return unpack_patched(space.source(self.pin), self.patches, space.work / "source")

    def compiler_flags(self, source: Path) -> str:
        """Return the compiler's flags, with this machine's path to the source taken out of what it writes."""
        return " ".join((*self.cflags, f"-ffile-prefix-map={source}=."))
