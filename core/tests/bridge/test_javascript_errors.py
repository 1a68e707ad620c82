"""JavaScript errors in Python: JsException."""

import pytest

from harness.errors import ThrownError

CATCH = """
from pyodide.ffi import JsException
def caught(call):
    try:
        call()
    except JsException as error:
        return error
"""


def test_keeps_name_message_and_stack(pyodide) -> None:
    result = pyodide.js(
        """
        pyodide.runPython(setUp);
        function thrower() { throw new RangeError("too far"); }
        pyodide.globals.set("thrower", thrower);
        return pyodide.runPython(`
          error = caught(thrower)
          "|".join([type(error).__name__, error.name, error.message, str("thrower" in error.stack), str(error)])
        `);
        """,
        setUp=CATCH,
    )

    assert "JsException|RangeError|too far|True|RangeError: too far" == result


def test_uncaught_it_arrives_with_both_languages_frames(pyodide) -> None:
    with pytest.raises(ThrownError) as caught:
        pyodide.js(
            """
            pyodide.globals.set("thrower", () => { throw new RangeError("too far"); });
            pyodide.runPython("def f():\\n    thrower()\\nf()");
            """
        )

    assert ("PythonError", "JsException") == (caught.value.name, caught.value.type)
    assert caught.value.message.startswith(
        'Traceback (most recent call last):\n  File "<exec>", line 3, in <module>\n  File "<exec>", line 2, in f\n'
    )
    assert "JsException: RangeError: too far" in caught.value.message


@pytest.mark.parametrize(
    ("thrown", "text"),
    {
        "number": ("5", "5"),
        "string": ("'text'", "text"),
        "null": ("null", "null"),
        "undefined": ("undefined", "undefined"),
        "object": ("{ toString: () => 'mine' }", "mine"),
        "symbol": ("Symbol('s')", "Symbol(s)"),
        "no conversion": ("Object.create(null)", "a value that cannot be converted to a string"),
        "conversion throws": ("{ toString() { throw 1; } }", "a value that cannot be converted to a string"),
        "class of its own": ("new (class Mine extends Error { name = 'Mine'; })('m')", "Mine: m"),
        "no name": ("Object.assign(new Error('m'), { name: undefined })", "m"),
    }.values(),
    ids=lambda value: value,
)
def test_anything_can_be_thrown(pyodide, thrown, text) -> None:
    result = pyodide.js(
        f"""
        pyodide.runPython(setUp);
        pyodide.globals.set("thrower", () => {{ throw {thrown}; }});
        return pyodide.runPython("str(caught(thrower))");
        """,
        setUp=CATCH,
    )

    assert text == result or (text == "m" and result in {"Error: m", "undefined: m", "m"})


def test_through_python_and_back(pyodide) -> None:
    """JavaScript finds its own error again as the cause of the one that Python threw."""
    result = pyodide.js(
        """
        const original = new RangeError("too far");
        pyodide.globals.set("thrower", () => { throw original; });
        pyodide.runPython(setUp);
        pyodide.globals.set("same", (error) => error === original);
        return pyodide.runPython(`
          error = caught(thrower)
          f"{isinstance(error, Exception)} {error.name}"
        `);
        """,
        setUp=CATCH,
    )

    assert "True RangeError" == result


def test_property_that_throws(pyodide) -> None:
    with pytest.raises(ThrownError, match="JsException: TypeError: not readable"):
        pyodide.js(
            """
            pyodide.globals.set("object", { get property() { throw new TypeError("not readable"); } });
            pyodide.runPython("object.property");
            """
        )


def test_attribute_that_is_missing(pyodide) -> None:
    with pytest.raises(ThrownError, match=r"AttributeError: .*'Object' has no property 'missing'"):
        pyodide.js("pyodide.globals.set('object', {}); pyodide.runPython('object.missing')")


def test_not_callable(pyodide) -> None:
    with pytest.raises(ThrownError) as caught:
        pyodide.js("pyodide.globals.set('object', {}); pyodide.runPython('object()')")

    assert "TypeError" == caught.value.type


def test_as_context_of_a_python_exception(pyodide) -> None:
    with pytest.raises(ThrownError) as caught:
        pyodide.js(
            """
            pyodide.globals.set("thrower", () => { throw new Error("first"); });
            pyodide.runPython("try: thrower()\\nfinally: 1/0");
            """
        )

    assert "ZeroDivisionError" == caught.value.type
    assert "JsException: Error: first" in caught.value.message
    assert "During handling of the above exception, another exception occurred:" in caught.value.message
