"""Applications that Vite and webpack build out of the installed package, opened in browsers."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from harness.npm import NODE, run

BROWSERS = pytest.mark.realms("chromium", "firefox")

MAIN = """
import { loadPyodide } from "pyodide";

async function main() {
  const pyodide = await loadPyodide(OPTIONS);
  pyodide.registerJsModule("page", { double: (value) => 2 * value });
  const text = await pyodide.runPythonAsync(`
    import asyncio, page
    await asyncio.sleep(0.01)
    f"{page.double(21)} {await asyncio.gather(asyncio.sleep(0, 'gathered'))}"
  `);
  return text;
}
main().then((text) => parent.postMessage(text, "*"), (error) => parent.postMessage(String(error), "*"));
"""
PAGE = """<!doctype html>
<meta charset="utf-8" />
<title>An application</title>
<script type="module" src="SCRIPT"></script>
"""
ANSWER = "42 ['gathered']"

OPEN = """
const frame = document.createElement("iframe");
const answer = new Promise((resolve) => addEventListener("message", ({ data }) => resolve(data), { once: true }));
frame.src = url;
document.body.append(frame);
try {
  return await answer;
} finally {
  frame.remove();
}
"""


def serve(realm, folder: Path, name: str) -> str:
    """Put what was built where the browsers find it, and return its address."""
    shutil.copytree(folder, realm.site.folder / name, dirs_exist_ok=True)
    return f"{realm.site.url}{name}/index.html"


def link_tools(folder: Path, tools: Path) -> None:
    """Let the project find the packages that build it."""
    for package in [*tools.iterdir(), *tools.glob("@*/*")]:
        target = folder / "node_modules" / package.relative_to(tools)
        if package.name.startswith("@"):
            target.mkdir(exist_ok=True)
        elif package.parent.name == "@pyodide":
            shutil.copytree(package, target, symlinks=True)  # it looks for the runtime in folders above its own
        elif not target.exists() and not package.name.startswith("."):
            target.symlink_to(package)


VITE_CONFIG = """
import { defineConfig } from "vite";
export default defineConfig({ base: "./", optimizeDeps: { exclude: ["pyodide"] }, server: { headers: {
  "Cross-Origin-Embedder-Policy": "require-corp", "Cross-Origin-Resource-Policy": "cross-origin" } } });
"""
VITE_FILES = {
    "vite.config.js": VITE_CONFIG,
    "index.html": PAGE.replace("SCRIPT", "/src/main.js"),
    "src/main.js": MAIN.replace("OPTIONS", ""),
}


@BROWSERS
def test_vite_build(realm, project, tools) -> None:
    """As documented: the files of the package lie beside the script."""
    folder = project(VITE_FILES)
    link_tools(folder, tools)
    shutil.copytree(folder / "node_modules" / "pyodide", folder / "public" / "assets")
    run([NODE, tools / "vite" / "bin" / "vite.js", "build", "--logLevel", "warn"], folder)

    assert ANSWER == realm.evaluate(OPEN, url=serve(realm, folder / "dist", f"vite-{realm.name}"))


@contextmanager
def vite(folder: Path, tools: Path) -> Iterator[str]:
    """Run the development server and give its address."""
    command = [NODE, tools / "vite" / "bin" / "vite.js", "--port", "0", "--host", "127.0.0.1"]
    log = folder / "vite.log"
    with log.open("w") as output:
        server = subprocess.Popen(command, cwd=folder, stdout=output, env={**os.environ, "NO_COLOR": "1"})
    try:
        deadline = time.monotonic() + 30
        while "http://" not in log.read_text():
            assert server.poll() is None and time.monotonic() < deadline, log.read_text()
            time.sleep(0.1)
        url = "http://" + log.read_text().split("http://", 1)[1].split()[0]
        assert 200 == urlopen(url).status
        yield url
    finally:
        server.terminate()
        server.wait()


@BROWSERS
def test_vite_development_server(realm, project, tools) -> None:
    folder = project(VITE_FILES)
    link_tools(folder, tools)
    with vite(folder, tools) as url:
        assert ANSWER == realm.evaluate(OPEN, url=url)


WEBPACK_CONFIG = """
const { PyodidePlugin } = require("@pyodide/webpack-plugin");
module.exports = {
  mode: "production",
  entry: "./src/main.js",
  output: { filename: "main.js", path: __dirname + "/dist" },
  plugins: [new PyodidePlugin()],
  performance: { hints: false },
};
"""
BUILD = """
require("webpack")(require("./webpack.config.cjs"), (error, stats) => {
  const { errors = [], warnings = [] } = stats?.toJson({ all: false, errors: true, warnings: true }) ?? {};
  for (const { message } of [...(error ? [error] : []), ...errors, ...warnings]) {
    console.log(message);
  }
});
"""


@BROWSERS
def test_webpack_with_the_published_plugin(realm, project, tools) -> None:
    """The build warns of nothing, and the plugin puts our files beside the script."""
    folder = project(
        {
            "webpack.config.cjs": WEBPACK_CONFIG,
            "build.cjs": BUILD,
            "src/main.js": MAIN.replace("OPTIONS", '{ indexURL: new URL("pyodide/", location.href).href }'),
            "dist/index.html": PAGE.replace("SCRIPT", "main.js"),
        }
    )
    link_tools(folder, tools)

    assert "" == run([NODE, "build.cjs"], folder)
    assert (folder / "dist" / "pyodide" / "pyodide.asm.wasm").is_file()
    assert ANSWER == realm.evaluate(OPEN, url=serve(realm, folder / "dist", f"webpack-{realm.name}"))
