"""The runtime in a page, a worker or Node.js."""

import os
import sys
import sysconfig
from collections.abc import Iterable, Mapping, MutableMapping
from contextlib import suppress
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from micropip._vendor.packaging.markers import default_environment
from micropip.errors import FetchError, WheelError
from micropip.fetch import is_local
from micropip.host.loaded import LoadedPackages
from micropip.host.protocol import Lock, Response
from micropip.host.wheels import WheelFolder
from micropip.lock_file import file_url

INDEX_FILE = "pyodide-index.json"


class PyodideHost:
    """Installs where `import` finds it, with what JavaScript offers."""

    def __init__(self) -> None:
        import pyodide_js

        self._js: Any = pyodide_js
        self.site_packages = Path(sysconfig.get_path("purelib"))
        abi, release = self._js._api.abiVersion, os.uname().release.replace(".", "_")
        self.platforms = [f"pyemscripten_{abi}_wasm32", f"pyodide_{abi}_wasm32", f"emscripten_{release}_wasm32"]
        self.python_version = sys.version_info[:3]
        self.abi_tag = f"cp{sys.version_info[0]}{sys.version_info[1]}"
        self.loaded_packages: MutableMapping[str, str] = LoadedPackages(pyodide_js.loadedPackages)
        self._is_node = is_node()
        self.has_http_cache = not self._is_node
        wheels = WheelFolder(None)
        self.stage_wheel = wheels.stage
        self.install_all = wheels.install_all
        self.uninstall = wheels.uninstall
        self._lock: Lock | None = None
        self._index_urls: list[str] | None = None

    def marker_environment(self) -> dict[str, str]:
        return dict(default_environment())  # type: ignore[arg-type]

    def lock(self) -> Lock:
        if self._lock is None:
            self._lock = read_lock(self._js)
        return self._lock

    async def load_locked(self, names: list[str]) -> None:
        from pyodide.ffi import to_js

        before = set(self.loaded_packages)
        problems: list[str] = []
        await self._js.loadPackage(to_js(names), errorCallback=problems.append)
        missing = [name for name in names if name not in self.loaded_packages]
        if missing:
            for name in set(self.loaded_packages) - before:
                del self.loaded_packages[name]
                with suppress(WheelError):  # a library, which is in nobody's way
                    self.uninstall(name)
            raise FetchError(", ".join(missing), "\n".join(problems) or "it was not loaded")

    async def default_index_urls(self) -> list[str]:
        if self._index_urls is None:
            import json

            data = await self._read_of_distribution(INDEX_FILE)
            self._index_urls = [str(url) for url in json.loads(data)["index_urls"]] if data else []
        return self._index_urls

    def resolve_url(self, reference: str) -> str:
        scheme = urlsplit(reference).scheme
        if len(scheme) > 1 or self._is_node:
            return reference
        import js

        return str(js.URL.new(reference, js.location.href).href)

    async def fetch(
        self, url: str, headers: Mapping[str, str], credentials: str | None, *, revalidate: bool
    ) -> Response:
        from pyodide.http import pyfetch

        options: dict[str, Any] = {"headers": dict(headers)}
        if credentials is not None:
            options["credentials"] = credentials
        if revalidate and self.has_http_cache:
            options["cache"] = "no-cache"
        response = await pyfetch(url, **options)
        return Response(response.status, response.headers, response.url or url, await response.bytes())

    async def read(self, url: str) -> bytes:
        if url.startswith("emfs:"):
            return Path(unquote(url.removeprefix("emfs:").removeprefix("//"))).read_bytes()
        if not self._is_node:
            raise OSError("a page cannot read files of the machine; emfs: addresses those of Python")
        return await read_with_node(url)

    def distributions(self) -> Iterable[Distribution]:
        return distributions()

    async def load_shared_libraries(self, paths: list[str]) -> None:
        from pyodide.ffi import JsException, to_js

        try:
            await self._js._api.loadSharedLibraries(to_js(paths))
        except JsException as error:
            raise WheelError(str(error.message)) from error

    async def _read_of_distribution(self, name: str) -> bytes | None:
        """Return a file that is beside the lock file, or beside the runtime; None if there is none."""
        for base_url in (self.lock().base_url, str(self._js._api.config.indexURL)):
            url = file_url(base_url, name)
            with suppress(OSError):
                if is_local(url):
                    return await self.read(url)
                response = await self.fetch(url, {}, None, revalidate=False)
                if response.status < 400:
                    return response.body
        return None


def read_lock(pyodide_js: Any) -> Lock:
    """Return the lock file; an empty one if the distribution has none that can be read."""
    from pyodide.ffi import JsException

    try:
        contents = pyodide_js.lockfile.to_py()
    except JsException:
        contents = {"info": {}, "packages": {}}
    return Lock(contents["info"], contents["packages"], str(pyodide_js.lockfileBaseUrl or ""))


def is_node() -> bool:
    """Tell whether this is Node.js."""
    import js

    process = getattr(js, "process", None)
    return bool(getattr(getattr(process, "versions", None), "node", None)) and not getattr(process, "browser", None)


async def read_with_node(url: str) -> bytes:
    """Return a file of the machine.

    Raises:
        OSError: it cannot be read.
    """
    import js
    from pyodide.ffi import JsException

    path = js.process.getBuiltinModule("url").fileURLToPath(url) if url.startswith("file:") else url
    try:
        content = await js.process.getBuiltinModule("fs").promises.readFile(path)
    except JsException as error:
        if getattr(error, "code", "") == "ENOENT":
            raise FileNotFoundError(2, "There is no such file", path) from error
        raise OSError(f"{error.name}: {error.message}") from error
    return bytes(content.to_bytes())
