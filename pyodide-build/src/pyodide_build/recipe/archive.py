"""Pack what the scripts of a recipe have put into $DISTDIR."""

import re
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

from packaging.tags import Tag

from pyodide_build.errors import RecipeError, WheelError
from pyodide_build.recipe.model import Recipe
from pyodide_build.settings.model import BuildSettings
from pyodide_build.wheel.contents import Contents, Member, write_contents
from pyodide_build.wheel.finish import WASM_MAGIC

LIBRARY = re.compile(r"\.so(\.\d+)*$")
# The first section of a module that can be linked while the program runs.
SIDE_MODULE = b"dylink.0"

METADATA = """\
Metadata-Version: 2.1
Name: {name}
Version: {version}
"""
WHEEL = """\
Wheel-Version: 1.0
Generator: pyodide-build
Root-Is-Purelib: false
Tag: {tag}
"""


def pack_libraries(recipe: Recipe, files: Mapping[str, Member], output: Path, settings: BuildSettings) -> Path:
    """Write a zip archive, the same bytes for the same files, and return it.

    Raises:
        RecipeError: there are no files.
        WheelError: a library is none that the runtime can load.
    """
    check_files(recipe, files)
    archive = output / f"{recipe.name}-{recipe.version}.zip"
    date = max(time.gmtime(settings.source_date)[:6], (1980, 1, 1, 0, 0, 0))
    method = zipfile.ZIP_DEFLATED if settings.compression_level else zipfile.ZIP_STORED
    with zipfile.ZipFile(archive, "w") as packed:
        for name, member in sorted(files.items()):
            entry = zipfile.ZipInfo(name, date)
            entry.create_system = 3
            entry.external_attr = (0o100755 if member.executable else 0o100644) << 16
            packed.writestr(entry, member.data, method, settings.compression_level)
    return archive


def pack_modules(recipe: Recipe, files: Mapping[str, Member], output: Path, settings: BuildSettings) -> Path:
    """Write a wheel with modules of the standard library, and return it.

    Raises:
        RecipeError: there are no files.
        WheelError: a library is none that the runtime can load.
    """
    check_files(recipe, files)
    target = settings.target
    python = f"cp{target.python_minor.replace('.', '')}"
    tag = Tag(python, python, target.platform_tag)
    distribution = f"{recipe.name.replace('-', '_')}-{recipe.version}"
    about = {
        "METADATA": METADATA.format(name=recipe.name, version=recipe.version),
        "WHEEL": WHEEL.format(tag=tag),
    }
    members = {f"{distribution}.dist-info/{name}": Member(text.encode()) for name, text in about.items()}
    wheel = output / f"{distribution}-{tag}.whl"
    contents = Contents({**files, **members}, f"{distribution}.dist-info")
    write_contents(contents, wheel, settings.compression_level, settings.source_date)
    return wheel


def check_files(recipe: Recipe, files: Mapping[str, Member]) -> None:
    """Check that there is something, and that the runtime can load the libraries in it."""
    if not files:
        raise RecipeError(f"{recipe.name}: build/script has put nothing into $DISTDIR, where its libraries belong.")
    for name, member in files.items():
        if not LIBRARY.search(name):
            continue
        if not member.data.startswith(WASM_MAGIC):
            raise WheelError(
                f"{recipe.name}: {name} is no WebAssembly: compile it with emcc, or in build/cross-script."
            )
        if SIDE_MODULE not in member.data[:32]:
            raise WheelError(f"{recipe.name}: {name} is no shared library: link it with $SIDE_MODULE_LDFLAGS.")
