"""Where the sources of the standard library are, for tracebacks and inspect.

The standard library is shipped compiled, some of it in the interpreter itself. Its sources lie in an archive of their
own, which is fetched the first time that somebody asks for one of them.
"""

import _imp
import sys
import zipimport
from importlib.machinery import FrozenImporter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

COMPILED = "/lib/python313.zip"
SOURCES = "/lib/python313_sources.zip"


def install(pyodide_js: "Any") -> None:
    """Let the loaders of the compiled modules name the sources, and answer get_source (PEP 302) from the other archive.

    Args:
        pyodide_js: The proxy of this interpreter's API, whose _api.fetchFile puts a file of the distribution into the
            file system and tells whether it could.
    """
    importer = zipimport.zipimporter
    zipped, frozen, named = importer.get_source, FrozenImporter.get_source, importer.get_filename
    available: bool | None = None

    def read(folder: str, name: str) -> str | None:
        nonlocal available
        if available is None:
            available = bool(pyodide_js._api.fetchFile("python_stdlib_sources.zip", SOURCES))
        return zipped(importer(f"{SOURCES}/{folder}"), name) if available else None

    def get_filename(self: zipimport.zipimporter, fullname: str) -> str:
        # Wherever Python is installed, a module's __file__ is that of the source.
        return named(self, fullname).removesuffix("c" if self.archive == COMPILED else "")

    def get_source(self: zipimport.zipimporter, fullname: str) -> str | None:
        source = zipped(self, fullname)
        return read(self.prefix, fullname) if source is None and self.archive == COMPILED else source

    def get_frozen_source(fullname: str) -> str | None:
        frozen(fullname)  # raises ImportError for others
        # Some have two names, such as _frozen_importlib.
        found = _imp.find_frozen(fullname)
        name = ((found and found[2]) or fullname).removeprefix("<")
        if name.partition(".")[0] not in sys.stdlib_module_names:
            return None
        return read(name.rpartition(".")[0].replace(".", "/"), name)

    def get_frozen_filename(fullname: str) -> str | None:
        spec = FrozenImporter.find_spec(fullname)
        if spec is None:
            raise ImportError(f"{fullname!r} is not a frozen module", name=fullname)
        return spec.loader_state.filename  # type: ignore[no-any-return]

    importer.get_filename = get_filename  # type: ignore[method-assign]
    importer.get_source = get_source  # type: ignore[method-assign]
    # PEP 302: who has the source of a module knows its file.
    FrozenImporter.get_filename = staticmethod(get_frozen_filename)  # type: ignore[attr-defined]
    FrozenImporter.get_source = staticmethod(get_frozen_source)  # type: ignore[assignment]
