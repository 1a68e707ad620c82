"""Source lines of the standard library for tracebacks and inspect.

The standard library is shipped compiled. Its sources lie in an archive of their own, which is fetched the first time
that somebody asks for one of them.
"""

import zipimport

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

COMPILED = "/lib/python313.zip"
SOURCES = "/lib/python313_sources.zip"


def install(pyodide_js: "Any") -> None:
    """Let the loader of the compiled modules answer get_source (PEP 302) from the other archive.

    Args:
        pyodide_js: The proxy of this interpreter's API, whose _api.fetchFile puts a file of the distribution into the
            file system and tells whether it could.
    """
    original = zipimport.zipimporter.get_source
    available: bool | None = None

    def get_source(self: zipimport.zipimporter, fullname: str) -> str | None:
        nonlocal available
        source = original(self, fullname)
        if source is not None or self.archive != COMPILED:
            return source
        if available is None:
            available = bool(pyodide_js._api.fetchFile("python_stdlib_sources.zip", SOURCES))
        if not available:
            return None
        return original(zipimport.zipimporter(f"{SOURCES}/{self.prefix}"), fullname)

    zipimport.zipimporter.get_source = get_source  # type: ignore[method-assign]
