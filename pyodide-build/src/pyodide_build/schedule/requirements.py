"""Put together what a recipe is built with: the libraries of its requirements in one folder, and their wheels."""

import shutil
from collections.abc import Iterable
from pathlib import Path

PREFIX = "prefix"


def assemble_prefix(results: Iterable[Path], prefix: Path) -> None:
    """Fill a folder with what static and shared libraries have installed; what comes later goes over the earlier.

    Args:
        results: folders with the files of results.
        prefix: the folder.
    """
    for name in ("include", "lib/pkgconfig"):
        (prefix / name).mkdir(parents=True, exist_ok=True)
    for result in results:
        for path in sorted((result / PREFIX).rglob("*")):
            place = prefix / path.relative_to(result / PREFIX)
            if path.is_dir() and not path.is_symlink():
                place.mkdir(exist_ok=True)
            else:
                place.unlink(missing_ok=True)
                shutil.copy2(path, place, follow_symlinks=False)


def wheels_of(results: Iterable[Path]) -> tuple[Path, ...]:
    """Return the wheels among results, tests aside."""
    return tuple(
        wheel
        for result in results
        for wheel in sorted(result.glob("*.whl"))
        if not wheel.name.partition("-")[0].endswith("_tests")
    )
