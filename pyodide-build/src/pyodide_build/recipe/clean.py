"""Delete what builds of a recipe leave in its folder."""

import shutil
from collections.abc import Iterator
from pathlib import Path

LEFT = ("build", "build*.log", "dist")


def clean_recipe(folder: Path) -> Iterator[Path]:
    """Delete the folders that a recipe was built in, and logs; give what was there.

    Args:
        folder: of the recipe, among the recipes or where they are built.
    """
    for path in sorted(path for pattern in LEFT for path in folder.glob(pattern)):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
        yield path
