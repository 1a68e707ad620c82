"""One Python in a realm."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from harness.engine import TIME_LIMIT
from harness.realms import Realm

START = "realm.interpreters.get(name) ?? realm.interpreters.set(name, await loadPyodide(options))"

CLEAN = """
    pyodide.runPython(`exec('''
import gc, sys
for name in [name for name in target if not name.startswith("__")]:
    del target[name]
sys.last_exc = sys.last_value = sys.last_type = sys.last_traceback = None
gc.collect()
sys.stdout.flush()
sys.stderr.flush()
''', {"target": globals()})`);
"""


@dataclass(frozen=True)
class Interpreter:
    """An interpreter that snippets run in; `pyodide` in their JavaScript."""

    realm: Realm
    name: str

    def start(self, **options: Any) -> None:
        """Load it with options of loadPyodide, unless it is there."""
        self.realm.evaluate(f"{START};", name=self.name, options=options)

    def is_loaded(self) -> bool:
        """Tell whether it is there; the engine may have been lost and started again."""
        return bool(self.realm.evaluate("return realm.interpreters.has(name)", name=self.name))

    def forget(self) -> None:
        """Drop the last reference to it."""
        self.realm.evaluate("realm.interpreters.delete(name)", name=self.name)

    def clean(self) -> None:
        """Remove what code has left in the global namespace."""
        self.js(CLEAN)

    def js(self, body: str, /, *, time_limit: float = TIME_LIMIT, **values: Any) -> Any:
        """Run the body of an async JavaScript function; the values are variables in its scope."""
        return self.realm.evaluate(body, interpreter=self.name, time_limit=time_limit, **values)

    def run(self, code: str, *, time_limit: float = TIME_LIMIT) -> Any:
        """Return what pyodide.runPython returns."""
        return self.js("return pyodide.runPython(code)", code=code, time_limit=time_limit)

    def run_async(self, code: str, *, time_limit: float = TIME_LIMIT) -> Any:
        """Return what pyodide.runPythonAsync returns."""
        return self.js("return await pyodide.runPythonAsync(code)", code=code, time_limit=time_limit)

    def run_function(self, function: Callable[[], None], *, time_limit: float = TIME_LIMIT) -> None:
        """Send a function of the tests, by its source, and call it there."""
        self.run(f"{inspect.getsource(function)}\n{function.__name__}()", time_limit=time_limit)

    def write_file(self, path: str, content: bytes) -> None:
        """Put a file into the interpreter's file system."""
        self.js("pyodide.FS.writeFile(path, content)", path=path, content=content)
