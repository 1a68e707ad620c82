"""What String() of a proxy gives."""

import pytest

from harness.interpreter import Interpreter


def test_str(pyodide) -> None:
    assert ["a\n", "<C>"] == pyodide.js(
        """
        const results = [];
        for (const code of ["UserString", "C"]) {
          const object = pyodide.runPython(`
            from collections import UserString
            class C:
                def __repr__(self): return "<C>"
            ${code}(*(["a\\\\n"] if ${code} is UserString else []))
          `);
          results.push(String(object));
          object.destroy();
        }
        return results;
        """
    )


@pytest.mark.parametrize(("option", "expected"), [(True, "'a'"), (False, "a")])
def test_the_option_for_repr(realm, no_unhandled_rejections, option, expected) -> None:
    interpreter = Interpreter(realm, f"repr {option}")
    interpreter.start(pyproxyToStringRepr=option)

    text = interpreter.js("return String(pyodide.runPython('from collections import UserString; UserString(\"a\")'))")

    interpreter.forget()
    assert text == expected
