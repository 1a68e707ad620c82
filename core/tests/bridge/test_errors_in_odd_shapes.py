"""Errors that do not behave cross all the same."""

import pytest

from harness.errors import ThrownError

CATCH = """
    pyodide.runPython(`
      import traceback
      def caught(call):
          try:
              call()
          except BaseException as error:
              return traceback.format_exc()
    `);
"""


@pytest.mark.parametrize(
    "error",
    {
        "message throws": "Object.defineProperty(new Error('m'), 'message', { get() { throw 1; } })",
        "stack throws": "Object.defineProperty(new Error('m'), 'stack', { get() { throw 1; } })",
        "name throws": "Object.defineProperty(new Error('m'), 'name', { get() { throw 1; } })",
        "stack is no string": "Object.assign(new Error('m'), { stack: { a: 1 } })",
        "stack is a symbol": "Object.assign(new Error('m'), { stack: Symbol('s') })",
        "stack is strange": "Object.assign(new Error, { stack: '    at \\ud800 (x:1:2)\\n    at :::\\n@@:1:1\\n' })",
        "frozen": "Object.freeze(new Error('m'))",
        "null prototype": "Object.setPrototypeOf(new Error('m'), null)",
        "revoked": "(() => { const { proxy, revoke } = Proxy.revocable(new Error, {}); revoke(); return proxy; })()",
        "proxied": "new Proxy(new Error('m'), {})",
        "cause": "new Error('m', { cause: new Error('c') })",
        "aggregate": "new AggregateError([new Error('m')], 'm')",
        "DOMException": "new DOMException('m', 'AbortError')",
    }.values(),
    ids=lambda value: value,
)
def test_thrown_by_javascript(pyodide, error) -> None:
    text = pyodide.js(
        f"""
        {CATCH}
        globalThis.error = {error};
        globalThis.thrower = () => {{ throw globalThis.error; }};
        return pyodide.runPython("import js; caught(js.thrower)");
        """
    )

    assert text.startswith("Traceback (most recent call last):\n")


@pytest.mark.parametrize(
    ("statement", "end"),
    {
        "plain": ("raise ValueError('v')", "ValueError: v\n"),
        "no message": ("raise ValueError", "ValueError\n"),
        "empty message": ("raise ValueError('')", "ValueError\n"),
        "many lines": ("raise ValueError('a\\nb')", "ValueError: a\nb\n"),
        "class": ("class A:\n  class Bad(Exception): pass\nraise A.Bad(1)", "A.Bad: 1\n"),
        "module": ("import json\nraise json.JSONDecodeError('m', 'd', 0)", "json.decoder.JSONDecodeError: m: line 1"),
        "name": ("pritn", "NameError: name 'pritn' is not defined. Did you mean: 'print'?\n"),
        "attribute": ("''.uper", "AttributeError: 'str' object has no attribute 'uper'. Did you mean: 'upper'?\n"),
        "import": ("from math import sine", "ImportError: cannot import name 'sine' from 'math'"),
        "note": ("e = ValueError('v')\ne.add_note('n')\nraise e", "ValueError: v\nn\n"),
        "str raises": ("class E(Exception):\n  def __str__(self): 1/0\nraise E", "E: <exception str() failed>\n"),
        "str is no str": ("class E(Exception):\n  def __str__(self): return 1\nraise E", "exception str() failed>\n"),
        "cause": ("raise ValueError('v') from KeyError('k')", "ValueError: v\n"),
        "suppressed": ("try: 1/0\nexcept Exception: raise ValueError('v') from None", "ValueError: v\n"),
        "system exit": ("raise SystemExit(3)", "SystemExit: 3\n"),
        "interrupt": ("raise KeyboardInterrupt", "KeyboardInterrupt\n"),
        "generator exit": ("raise GeneratorExit", "GeneratorExit\n"),
        "stop iteration": ("raise StopIteration(1)", "StopIteration: 1\n"),
        "recursion": ("def f(): f()\nf()", "RecursionError: maximum recursion depth exceeded\n"),
        "group": ("raise ExceptionGroup('g', [ValueError(1)])", "+------------------------------------\n"),
        "syntax": ("eval('1 +')", "SyntaxError: invalid syntax\n"),
    }.values(),
    ids=lambda value: value[:20],
)
def test_raised_by_python(pyodide, statement, end) -> None:
    """The text is what the module traceback makes of it, however it was made here."""
    message, expected = pyodide.js(
        """
        let message;
        try {
          pyodide.runPython(statement);
        } catch (error) {
          ({ message } = error);
        }
        return [message, pyodide.runPython(`
          import _pyodide, os, sys, traceback
          trace = sys.last_exc.__traceback__
          while trace and os.path.dirname(trace.tb_frame.f_code.co_filename) == os.path.dirname(_pyodide.__file__):
              trace = trace.tb_next
          text = "".join(traceback.format_exception(type(sys.last_exc), sys.last_exc, trace))
          del trace
          text
        `)];
        """,
        statement=statement,
    )

    assert expected == message
    assert end in message


@pytest.mark.parametrize("name", ["SystemExit", "KeyboardInterrupt", "GeneratorExit", "StopIteration", "MemoryError"])
def test_any_exception_comes_back_as_itself(pyodide, name) -> None:
    assert name == pyodide.js(
        """
        globalThis.callBack = (f) => f();
        return pyodide.runPython(`
          import js
          def fail():
              raise ${name}
          try:
              js.callBack(fail)
          except BaseException as error:
              result = type(error).__name__
          result
        `.replace("${name}", name));
        """,
        name=name,
    )


def test_an_exception_in_a_finalizer_is_reported(pyodide) -> None:
    """The interpreter lives on, and the call that triggered it is not disturbed."""
    assert ["unraisable ZeroDivisionError", 3] == pyodide.js(
        """
        globalThis.keep = () => 3;
        const result = pyodide.runPython(`
          import js, sys
          class Bad:
              def __del__(self): 1 / 0
          seen = []
          hook, sys.unraisablehook = sys.unraisablehook, lambda u: seen.append(f"unraisable {u.exc_type.__name__}")
          try:
              value = js.keep(Bad())
          finally:
              sys.unraisablehook = hook
          [*seen, value]
        `);
        const items = [result.get(0), result.get(1)];
        result.destroy();
        return items;
        """
    )


def test_nothing_holds_an_exception_that_has_left(pyodide) -> None:
    assert "collected" == pyodide.js(
        """
        let kept;
        try {
          pyodide.runPython(`
            import weakref
            class Local: pass
            log = []
            def fail():
                local = Local()
                weakref.finalize(local, log.append, "collected")
                raise ValueError
            fail()
          `);
        } catch (error) {
          kept = error;
        }
        try { pyodide.runPython("raise KeyError"); } catch {}
        const result = pyodide.runPython("import gc; gc.collect(); ''.join(log)");
        return kept.type === "ValueError" ? result : "";
        """
    )


def test_the_message_may_be_replaced(pyodide) -> None:
    """As programs do that format the traceback themselves."""
    with pytest.raises(ThrownError) as caught:
        pyodide.js(
            """
            try {
              pyodide.runPython("1/0");
            } catch (error) {
              error.message = "mine";
              throw error;
            }
            """
        )

    assert "mine" == caught.value.message


def test_the_stack_may_be_replaced(pyodide) -> None:
    assert "mine" == pyodide.js(
        """
        try {
          pyodide.runPython("1/0");
        } catch (error) {
          error.stack = "mine";
          return error.stack;
        }
        """
    )


def test_the_stack_limit_of_the_page_stays_as_it_is(pyodide) -> None:
    assert pyodide.js(
        """
        const before = Object.getOwnPropertyDescriptor(Error, "stackTraceLimit")?.value;
        try { pyodide.runPython("1/0"); } catch {}
        return before === Object.getOwnPropertyDescriptor(Error, "stackTraceLimit")?.value;
        """
    )


def test_pages_without_a_stack_limit(pyodide) -> None:
    assert "ZeroDivisionError" == pyodide.js(
        """
        const before = Object.getOwnPropertyDescriptor(Error, "stackTraceLimit");
        delete Error.stackTraceLimit;
        try {
          pyodide.runPython("1/0");
        } catch (error) {
          return error.type;
        } finally {
          if (before) Object.defineProperty(Error, "stackTraceLimit", before);
        }
        """
    )


def test_an_old_error_is_not_taken_for_a_new_exception(pyodide) -> None:
    """The exception behind it is gone, and another may be where it was."""
    assert "JsException 1" == pyodide.js(
        """
        const fail = pyodide.runPython("def fail(n): raise ValueError(n)\\nfail");
        const errors = [1, 2, 3].map((n) => {
          try {
            fail(n);
          } catch (error) {
            return error;
          }
        });
        fail.destroy();
        globalThis.thrower = () => { throw errors[0]; };
        return pyodide.runPython(`
          import js
          try:
              js.thrower()
          except Exception as error:
              result = f"{type(error).__name__} {str(error).strip()[-1]}"
          result
        `);
        """
    )
