"""The FAQ's answers on names that are keywords, own entry points, event handlers of a page, and redirected imports."""

import pytest

from harness.errors import ThrownError


@pytest.mark.parametrize(
    "code",
    [
        "from js import Array; print(Array.from([1,2,3]))",
        "from js import people; print(people.global)",
        "from js import lambda; print(lambda(1))",
    ],
)
def test_keywords_are_no_names(pyodide, code) -> None:
    with pytest.raises(ThrownError, match="SyntaxError: invalid syntax"):
        pyodide.run(code)


def test_an_underscore_makes_a_keyword_a_name(pyodide) -> None:
    assert ["7 8", "even more", "7 7 8", "1,2,3", "last"] == pyodide.js(
        """
        globalThis.lambda = 7;
        globalThis.lambda_ = 8;
        globalThis.people = {global: "lots and lots"};
        try {
          return [
            pyodide.runPython(`
              from js import lambda_, lambda__
              f"{lambda_} {lambda__}"
            `),
            pyodide.runPython(`
              from js import people
              # the dir contains global_ but not global:
              assert "global_" in dir(people)
              assert "global" not in dir(people)
              people.global_ = 'even more'
              people.global_
            `),
            pyodide.runPython(`
              import js
              js_lambda = getattr(js, 'lambda')
              js_lambda_ = getattr(js, 'lambda_')
              js_lambda__ = getattr(js, 'lambda__')
              f"{js_lambda} {js_lambda_} {js_lambda__}"
            `),
            pyodide.runPython(`
              from js import Array
              fromFunc = getattr(Array, 'from')
              str(fromFunc([1,2,3]))
            `),
            pyodide.runPython(`
              from js import people
              setattr(people, 'global', 'last')
              value = getattr(people, 'global')
              delattr(people, 'global')
              assert not hasattr(people, 'global')
              value
            `),
          ];
        } finally {
          delete globalThis.lambda;
          delete globalThis.lambda_;
          delete globalThis.people;
        }
        """
    )


@pytest.mark.realms("node24", "chromium")
def test_run_python_in_a_line(fresh_pyodide) -> None:
    """The proxies that it makes on the way are left to the collector."""
    assert [9, 9] == fresh_pyodide.js(
        """
        function runPython(code) {
          return pyodide.pyodide_py.code.eval_code(code, pyodide.globals);
        }
        async function runPythonAsync(code) {
          return await pyodide.pyodide_py.code.eval_code_async(code, pyodide.globals);
        }
        return [runPython("2 + 7"), await runPythonAsync("import asyncio; await asyncio.sleep(0, 9)")];
        """
    )


@pytest.mark.realms("node24", "chromium")
def test_other_packages_for_an_import(fresh_pyodide) -> None:
    """A find_imports of the program's own says what loadPackagesFromImports loads."""
    loaded, version = fresh_pyodide.js(
        """
        pyodide.runPython(`
          import pyodide.code
          pyodide.code.find_imports = lambda code: ["six"]
        `);
        await pyodide.loadPackagesFromImports("import nothing_of_that_name", { messageCallback() {} });
        return [Object.keys(pyodide.loadedPackages), pyodide.runPython("import six; six.__version__")];
        """
    )

    assert ["six"] == loaded
    assert "1." == version[:2]


@pytest.mark.realms("chromium", "firefox")
def test_an_event_handler_of_the_page(pyodide) -> None:
    assert ["Hi(>.<)", "Hi(>.<)"] == pyodide.js(
        """
        const heading = document.createElement("h1");
        heading.textContent = "Hi";
        document.body.prepend(heading);
        const click = () => document.body.dispatchEvent(new Event("click"));
        try {
          pyodide.runPython(`
            from js import document
            from pyodide.ffi import create_proxy
            def f(*args):
                document.querySelector("h1").innerHTML += "(>.<)"

            proxy_f = create_proxy(f)
            document.body.addEventListener('click', proxy_f)
          `);
          click();
          const shown = [heading.textContent];
          pyodide.runPython(`
            # Store proxy_f in Python then later:
            document.body.removeEventListener('click', proxy_f)
            proxy_f.destroy()
          `);
          click();
          return [...shown, heading.textContent];
        } finally {
          heading.remove();
        }
        """,
    )
