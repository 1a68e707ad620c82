"""What marimo's worker does when it starts Python, with the options and calls of its bootstrap."""

import json
import shutil
from pathlib import Path

import pytest

from harness.installed import pure_wheels
from harness.site import DISTRIBUTION, Site

HERE = Path(__file__).parent
BOOTSTRAP = """
const interrupts = new Uint8Array(new SharedArrayBuffer(1));
const said = [];
async function bootstrap() {
  const pyodide = await loadPyodide({
    packages: ["micropip", "six", wheel],
    _makeSnapshot: false,
    lockFileURL,
    indexURL,
    packageBaseUrl: indexURL,
    convertNullToNone: true,
  });
  const sync = (populate) =>
    new Promise((resolve, reject) => pyodide.FS.syncfs(populate, (error) => (error ? reject(error) : resolve())));
  pyodide.FS.mkdirTree("/marimo");
  pyodide.FS.mount(pyodide.FS.filesystems.IDBFS, { root: "." }, "/marimo");
  await sync(true);
  pyodide.FS.chdir("/marimo");
  pyodide.setInterruptBuffer(interrupts);
  return { pyodide, sync };
}
"""
FIRST = """
const { pyodide, sync } = await bootstrap();
const code = "import parso, pygments\\nparso.parse('1 + 1').children[0].get_code()";
await pyodide.loadPackagesFromImports(code, {
  messageCallback: (message) => said.push(message),
  errorCallback: (message) => said.push(message),
});
const parsed = pyodide.runPython(code);
pyodide.registerJsModule("bridge", { nothing: null });
const isNone = pyodide.runPython("import bridge; bridge.nothing is None");
const loads = pyodide.runPython("import json; json.loads");
const notebook = loads('{"cells": [1, 2]}');
const cells = notebook.get("cells").toJs();
notebook.destroy();
loads.destroy();
pyodide.FS.writeFile("notebook.py", "cells = 2");
await sync(false);
interrupts[0] = 2;
let interrupted;
try {
  pyodide.runPython("while True: pass");
} catch (error) {
  interrupted = error.type;
}
return { parsed, isNone, cells, interrupted, said, loaded: Object.keys(pyodide.loadedPackages).sort() };
"""
SECOND = """
const { pyodide } = await bootstrap();
return pyodide.FS.readFile("notebook.py", { encoding: "utf8" });
"""


def make_site(site: Site) -> dict[str, str]:
    """Put a lock file of marimo's own, and a wheel that it does not list, where they are served."""
    folder = site.folder / "marimo"
    folder.mkdir(exist_ok=True)
    (wheel,) = pure_wheels(HERE / "packages.txt")
    shutil.copy(wheel, folder)
    lock = json.loads((DISTRIBUTION / "pyodide-lock.json").read_text())
    wanted = ("micropip", "six", "parso", "pygments")
    lock["packages"] = {name: lock["packages"][name] for name in wanted}
    (folder / "lock.json").write_text(json.dumps(lock))
    url = f"{site.url}marimo/"
    return {"wheel": f"{url}{wheel.name}", "lockFileURL": f"{url}lock.json", "indexURL": f"{site.url}dist/"}


@pytest.mark.realms("chromium-module-worker", "firefox-module-worker")
def test_bootstrap(realm) -> None:
    """Packages by name and by address, files that are there again at the next start, an interrupt."""
    options = make_site(realm.site)
    first = realm.evaluate(BOOTSTRAP + FIRST, **options)

    assert "1 + 1" == first["parsed"]
    assert first["isNone"]
    assert [1, 2] == first["cells"]
    assert "KeyboardInterrupt" == first["interrupted"]
    assert ["Loading parso, pygments", "Loaded parso, pygments"] == first["said"]
    assert ["mccabe", "micropip", "parso", "pygments", "six"] == first["loaded"]
    assert "cells = 2" == realm.evaluate(BOOTSTRAP + SECOND, **options)
