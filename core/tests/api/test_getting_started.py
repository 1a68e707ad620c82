"""The first pages and snippets that people paste, with the runtime's files beside them."""

import pytest

from harness.documented import show_page

BROWSERS = pytest.mark.realms("chromium", "firefox")

COMPLETE = """<!doctype html>
<html>
  <head>
      <script src="pyodide.js"></script>
  </head>
  <body>
    Pyodide test page <br>
    Open your browser console to see Pyodide output
    <script type="text/javascript">
      async function main(){
        let pyodide = await loadPyodide();
        console.log(pyodide.runPython(`
            import sys
            sys.version
        `));
        pyodide.runPython("print(1 + 2)");
      }
      main();
    </script>
  </body>
</html>
"""


@BROWSERS
def test_a_page_that_prints(realm) -> None:
    version, printed = show_page(realm, "prints", {"index.html": COMPLETE}, "return [await line(0), await line(1)];")

    assert version.startswith("3.13.5 ") and "Clang" in version
    assert "3" == printed


INTERACTIVE = """<!doctype html>
<html>
  <head>
    <script src="pyodide.js"></script>
  </head>

  <body>
    <p>
      You can execute any Python code. Just enter something in the box below and
      click the button.
    </p>
    <input id="code" value="sum([1, 2, 3, 4, 5])" />
    <button onclick="evaluatePython()">Run</button>
    <br />
    <br />
    <div>Output:</div>
    <textarea id="output" style="width: 100%;" rows="6" disabled></textarea>

    <script>
      const output = document.getElementById("output");
      const code = document.getElementById("code");

      function addToOutput(s) {
        output.value += ">>>" + code.value + "\\n" + s + "\\n";
      }

      output.value = "Initializing...\\n";
      // init Pyodide
      async function main() {
        let pyodide = await loadPyodide();
        output.value += "Ready!\\n";
        return pyodide;
      }
      let pyodideReadyPromise = main();

      async function evaluatePython() {
        let pyodide = await pyodideReadyPromise;
        try {
          let output = pyodide.runPython(code.value);
          addToOutput(output);
        } catch (err) {
          addToOutput(err);
        }
      }
    </script>
  </body>
</html>
"""
CLICK = """
    const output = page.document.getElementById("output");
    const code = page.document.getElementById("code");
    for (const source of ["sum([1, 2, 3, 4, 5])", "1 / 0", "[1, 'two']"]) {
      const before = output.value.split(">>>").length;
      code.value = source;
      page.document.querySelector("button").click();
      while (output.value.split(">>>").length === before) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    }
    return output.value;
"""


@BROWSERS
def test_a_page_with_a_box_and_a_button(realm) -> None:
    """What Python raises is shown as Python shows it, and the next entry runs."""
    shown = show_page(realm, "button", {"index.html": INTERACTIVE}, CLICK)

    begin, first, second, third = shown.split(">>>")
    assert "Initializing...\nReady!\n" == begin
    assert "sum([1, 2, 3, 4, 5])\n15\n" == first
    assert second.startswith("1 / 0\nPythonError: Traceback (most recent call last):\n")
    assert second.endswith("ZeroDivisionError: division by zero\n\n")
    assert "[1, 'two']\n[1, 'two']\n" == third


def test_the_python_scope_from_javascript(fresh_pyodide) -> None:
    assert [[3, 4], "x will be now string", 9] == fresh_pyodide.js(
        """
        pyodide.runPython(`
          x = [3, 4]
        `);
        const list = pyodide.globals.get('x').toJs();

        // re-assign a new value to an existing variable
        pyodide.globals.set("x", 'x will be now string');

        // add a "square" function to Python global scope
        pyodide.globals.set("square", x => x*x);

        // Test the new "square" Python function
        return [list, pyodide.runPython("x"), pyodide.runPython("square(3)")];
        """
    )


@BROWSERS
def test_a_function_of_the_page_from_python(pyodide) -> None:
    """The page's own alert, which takes its window as `this`: its dialogue is answered by a listener in its place."""
    assert ["hello", None] == pyodide.js(
        """
        const shown = [];
        const { alert } = globalThis;
        globalThis.alert = function (text) {
          if (this !== undefined && this !== globalThis) {
            throw new TypeError("Illegal invocation");
          }
          shown.push(text);
        };
        try {
          pyodide.globals.set("alert", globalThis.alert);
          pyodide.runPython("alert('hello')");
          return [...shown, pyodide.runPython("alert('again')") ?? null];
        } finally {
          globalThis.alert = alert;
        }
        """
    )


@BROWSERS
def test_the_document_from_python(pyodide) -> None:
    assert "This element was created from Python" == pyodide.js(
        """
        pyodide.runPython(`
            import js

            div = js.document.createElement("div")
            div.innerHTML = "<h1>This element was created from Python</h1>"
            js.document.body.prepend(div)
        `);
        const heading = document.querySelector("body > div:first-child > h1");
        try {
          return heading.textContent;
        } finally {
          heading.parentElement.remove();
        }
        """
    )
