"""Install what other projects are compiled against into a folder of the user's."""

import zipfile
from collections.abc import Iterable
from pathlib import Path

from pyodide_build.distribution.entries import Built, is_tests
from pyodide_build.schedule.requirements import assemble_prefix
from pyodide_build.settings.target import Target


def install_host_packages(folder: Path, built: Iterable[Built], target: Target) -> None:
    """Put headers and libraries, and packages that others are compiled against, where compilers can be told to look.

    Args:
        folder: gets `include`, `lib`, and in it `python3.X/site-packages`.
        built: recipes and their files.
        target: tells Python's version.
    """
    packages = folder / "lib" / f"python{target.python_minor}" / "site-packages"
    for each in built:
        assemble_prefix({file.parent for file in each.files}, folder)
        if each.recipe.build.cross_build_env:
            for wheel in each.files:
                if wheel.suffix == ".whl" and not is_tests(wheel):
                    with zipfile.ZipFile(wheel) as archive:
                        archive.extractall(packages)
