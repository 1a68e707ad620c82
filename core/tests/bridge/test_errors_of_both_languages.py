"""Tracebacks and stacks show the frames of both languages in their order, and none of the runtime's."""

import re

import pytest

from harness.errors import ThrownError

# javascript2 -> python2 -> javascript1 -> python1, which raises.
SET_UP = """
    pyodide.runPython(`
      import js
      from pyodide.ffi import create_proxy
      def python1():
          raise ValueError("deep")
      def python2():
          js.javascript1()
      js.python1, js.python2 = create_proxy(python1), create_proxy(python2)
    `);
    globalThis.javascript1 = function javascript1() { python1(); };
    globalThis.javascript2 = function javascript2() { python2(); };
    const tearDown = () => { python1.destroy(); python2.destroy(); };
"""

# How the runtime's own frames would show, in any engine.
INNER = re.compile(r"pyodide\.asm|wasm|callPyObject|throwPythonError")


def functions(message: str) -> list[str]:
    """Return the names of the functions in a traceback, without those of the harness."""
    names = re.findall(r'^  File ".*", line \d+, in (.*)$', message, re.MULTILINE)
    return [name for name in names if name in {"javascript1", "javascript2", "python1", "python2", "<module>"}]


def error_of_deep_call(pyodide) -> dict[str, str]:
    return pyodide.js(
        f"""
        {SET_UP}
        function caller() {{ pyodide.runPython("js.javascript2()"); }}
        try {{
          caller();
        }} catch (error) {{
          return {{ type: error.type, message: error.message, stack: error.stack }};
        }} finally {{
          tearDown();
        }}
        """
    )


def test_frames_of_both_in_a_message(pyodide) -> None:
    message = error_of_deep_call(pyodide)["message"]

    assert ["<module>", "javascript2", "python2", "javascript1", "python1"] == functions(message)
    assert message.endswith("\nValueError: deep\n")


def test_no_frames_of_the_runtime_in_a_message(pyodide) -> None:
    assert not INNER.search(error_of_deep_call(pyodide)["message"])


def test_the_stack_has_pythons_frames_and_the_callers(pyodide) -> None:
    stack = error_of_deep_call(pyodide)["stack"]

    assert "python1" in stack
    assert "javascript1" in stack
    assert "caller" in stack
    assert not INNER.search(stack)


def test_frames_of_a_javascript_error(pyodide) -> None:
    text = pyodide.js(
        """
        globalThis.outer = function outer() { [1].forEach(function inner() { throw new TypeError("no"); }); };
        return pyodide.runPython(`
          import js, traceback
          def python():
              js.outer()
          try:
              python()
          except Exception as error:
              text = traceback.format_exc()
          text
        `);
        """
    )

    names = re.findall(r", in (.*)$", text, re.MULTILINE)
    assert ["<module>", "python", "outer", "inner"] == [name for name in names if name != "forEach"]
    assert text.endswith("JsException: TypeError: no\n")
    assert not INNER.search(text)


def test_frames_of_a_javascript_error_are_there_once(pyodide) -> None:
    assert [1, 1] == pyodide.js(
        """
        globalThis.thrower = function thrower() { throw new TypeError("no"); };
        const result = pyodide.runPython(`
          import js, traceback
          counts = []
          def python():
              js.thrower()
          try:
              try:
                  python()
              except Exception as error:
                  counts.append(traceback.format_exc().count("in thrower"))
                  raise
          except Exception as error:
              counts.append(traceback.format_exc().count("in thrower"))
          counts
        `);
        const counts = [result.get(0), result.get(1)];
        result.destroy();
        return counts;
        """
    )


def test_an_error_that_python_raises_itself_has_no_javascript_frames(pyodide) -> None:
    with pytest.raises(ThrownError) as caught:
        pyodide.run("import js\nraise js.Error.new('mine')")

    assert (
        "Traceback (most recent call last):\n"
        '  File "<exec>", line 2, in <module>\n'
        "pyodide.ffi.JsException: Error: mine\n"
    ) == caught.value.message


def test_an_exception_keeps_its_identity_on_the_way(pyodide) -> None:
    assert "python1 javascript1 python2" == pyodide.js(
        f"""
        {SET_UP}
        try {{
          return pyodide.runPython(`
            original = ValueError("deep")
            def python1():
                raise original
            js.python1.destroy()
            js.python1 = create_proxy(python1)
            try:
                python2()
            except ValueError as error:
                names = []
                trace = error.__traceback__
                while trace:
                    names.append(trace.tb_frame.f_code.co_name)
                    trace = trace.tb_next
                result = " ".join(n for n in reversed(names) if n[-1] in "123") if error is original else "another"
            result
          `);
        }} finally {{
          tearDown();
        }}
        """
    )


def test_javascript_frames_know_their_line(pyodide) -> None:
    text = pyodide.js(
        """
        globalThis.thrower = new Function("\\n\\n  throw new Error('line 3 of the body');");
        return pyodide.runPython(`
          import js, traceback
          try:
              js.thrower()
          except Exception:
              text = traceback.format_exc()
          text
        `);
        """
    )

    # Engines count the line of the parameters, too.
    assert re.search(r"line [345], in (eval|\S*anonymous)", text)


def test_setting_the_traceback_of_a_javascript_error(pyodide) -> None:
    assert pyodide.js(
        """
        globalThis.thrower = function thrower() { throw new Error("no"); };
        return pyodide.runPython(`
          import js
          try:
              js.thrower()
          except Exception as error:
              error.__traceback__ = None
              result = error.__traceback__ is None and error.with_traceback(None) is error
          result
        `);
        """
    )
