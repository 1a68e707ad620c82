"""What the frequently asked questions show, as it stands there, where other tests do not."""

import json


def test_custom_namespace(pyodide) -> None:
    assert 4 == pyodide.js(
        """
        const dict = pyodide.globals.get("dict");
        const my_namespace = dict();
        try {
          pyodide.runPython(`x = 1 + 1`, { globals: my_namespace });
          pyodide.runPython(`y = x ** x`, { globals: my_namespace });
          return my_namespace.get("y");
        } finally {
          my_namespace.destroy();
          dict.destroy();
        }
        """
    )


def test_namespace_from_javascript(pyodide) -> None:
    assert 4 == pyodide.js(
        """
        const my_namespace = pyodide.toPy({ x: 2, y: [1, 2, 3] });
        try {
          pyodide.runPython("assert x == y[1]\\nz = x ** x", { globals: my_namespace });
          return my_namespace.get("z");
        } finally {
          my_namespace.destroy();
        }
        """
    )


def test_detecting_the_runtime(pyodide) -> None:
    assert pyodide.run("import sys; sys.platform == 'emscripten' and 'pyodide' in sys.modules")


def test_modules_from_javascript(pyodide) -> None:
    pyodide.js(
        """
        pyodide.registerJsModule("my_js_module", {
          f: (x) => x * x + 1,
          submodule: { h: (x) => x * x - 1, c: 2 },
        });
        try {
          pyodide.runPython(`
            import my_js_module
            from my_js_module.submodule import h, c
            assert my_js_module.f(7) == 50
            assert h(9) == 80
            assert c == 2
            import sys
            del sys.modules["my_js_module"], sys.modules["my_js_module.submodule"]
          `);
        } finally {
          pyodide.unregisterJsModule("my_js_module");
        }
        """
    )


def test_event_handlers(pyodide) -> None:
    assert 1 == pyodide.js(
        """
        const target = new EventTarget();
        pyodide.globals.set("target", target);
        pyodide.runPython(`
          from pyodide.ffi import create_proxy
          calls = 0
          def f(*args):
              global calls
              calls += 1
          proxy_f = create_proxy(f)
          target.addEventListener('click', proxy_f)
        `);
        target.dispatchEvent(new Event("click"));
        pyodide.runPython("target.removeEventListener('click', proxy_f); proxy_f.destroy()");
        target.dispatchEvent(new Event("click"));
        return pyodide.runPython("calls");
        """
    )


def test_fetch_with_keyword_arguments(pyodide, server) -> None:
    pyodide.js("pyodide.globals.set('url', url)", url=server.url)
    text = pyodide.run_async(
        """
        import json
        import js
        from pyodide.ffi import to_js
        from js import Object
        resp = await js.fetch(url + '/echo',
          method= "POST",
          body= json.dumps({ "some" : "json" }),
          credentials= "same-origin",
          headers= Object.fromEntries(to_js({ "Content-Type": "application/json" })),
        )
        await resp.text()
        """
    )

    assert ("POST", "application/json") == (json.loads(text)["method"], json.loads(text)["headers"]["content-type"])


def test_fetch_with_an_object(pyodide, server) -> None:
    pyodide.js("pyodide.globals.set('url', url)", url=server.url)
    text = pyodide.run_async(
        """
        import json
        import js
        from pyodide.ffi import to_js
        from js import Object
        resp = await js.fetch(url + '/echo', to_js({
          "method": "POST",
          "body": json.dumps({ "some" : "json" }),
          "credentials": "same-origin",
          "headers": { "Content-Type": "application/json" }
        }, dict_converter=Object.fromEntries))
        await resp.text()
        """
    )

    assert ("POST", "application/json") == (json.loads(text)["method"], json.loads(text)["headers"]["content-type"])


def test_redirected_input(pyodide) -> None:
    assert "eval(source" in pyodide.run(
        """
        from contextlib import _RedirectStream, redirect_stdout
        from io import StringIO
        class redirect_stdin(_RedirectStream):
            _stream = "stdin"
        out = StringIO()
        with redirect_stdin(StringIO("\\n".join(["eval", "functools.reduce", "quit"]))), redirect_stdout(out):
            help()
        out.getvalue()
        """
    )


def test_importing_a_file_that_was_just_written(pyodide) -> None:
    assert "hello world!" == pyodide.run(
        '''
        import importlib
        import sys
        from pathlib import Path
        Path("mymodule.py").write_text("""\\
        def hello():
          return "hello world!"
        """.replace("        def", "def").replace("          return", "  return").replace("        ", ""))
        importlib.invalidate_caches()  # Make sure Python notices the new .py file
        from mymodule import hello
        Path("mymodule.py").unlink()
        del sys.modules["mymodule"]
        hello()
        '''
    )


def test_names_that_are_keywords(pyodide) -> None:
    assert [[1, 2, 3], "lots and lots", 7] == pyodide.js(
        """
        globalThis.people = { global: "lots and lots" };
        globalThis.lambda = 7;
        try {
          return pyodide.runPython(`
            from js import Array, people, lambda_
            from pyodide.ffi import to_js
            assert "global_" in dir(people) and "global" not in dir(people)
            assert getattr(people, "global") == people.global_
            to_js([Array.from_(to_js([1, 2, 3])), people.global_, lambda_])
          `);
        } finally {
          delete globalThis.people;
          delete globalThis.lambda;
        }
        """
    )
