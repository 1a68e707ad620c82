"""What building a recipe takes, and what comes out."""

from dataclasses import dataclass
from pathlib import Path

from pyodide_build.process import BuildLog
from pyodide_build.settings.model import BuildSettings


@dataclass(frozen=True)
class RecipeContext:
    """All that a recipe's build depends on besides the recipe.

    Args:
        settings: the target, and what the user adds to the flags.
        emscripten: the folder of emcc.
        prefix: `include`, `lib` and `lib/pkgconfig` of what the recipe requires; for this build alone. Scripts know it
            as WASM_LIBRARY_DIR, and a static library is what they install there.
        wheels: built packages among what the recipe requires.
        work: the folder to build in.
        out: an existing folder; what is finished appears there whole.
        log: gets everything that is printed.
        resume: whether to go on with the source that lies in `work`, as it is.
    """

    settings: BuildSettings
    emscripten: Path
    prefix: Path
    wheels: tuple[Path, ...]
    work: Path
    out: Path
    log: BuildLog
    resume: bool = False


@dataclass(frozen=True)
class RecipeResult:
    """What a recipe's build has made: files, and the folder `prefix` if others are built with what is in it."""

    files: tuple[Path, ...]
