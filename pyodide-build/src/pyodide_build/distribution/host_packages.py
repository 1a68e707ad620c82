"""Install what other projects are compiled against into a folder of the user's."""

from collections.abc import Iterable
from pathlib import Path

from pyodide_build.distribution.entries import Built
from pyodide_build.schedule.requirements import assemble_prefix


def install_host_packages(folder: Path, built: Iterable[Built]) -> None:
    """Put headers and libraries where compilers can be told to look.

    Args:
        folder: gets `include` and `lib`, and in it `python3.X/site-packages` with what Python packages offer.
        built: recipes and their files.
    """
    assemble_prefix((file.parent for each in built for file in each.files if file.is_dir()), folder)
