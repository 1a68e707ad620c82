"""What loadPyodide's option toJsLiteralMap changes."""

import pytest


@pytest.mark.parametrize(("option", "expected"), [("true", [True, 1]), ("undefined", [True, 1]), ("false", [False, 1])])
@pytest.mark.realms("node24", "firefox")
def test_what_dicts_become(realm, option: str, expected: list) -> None:
    """A converter is asked in any case."""
    assert expected == realm.evaluate(
        f"""
        const pyodide = await loadPyodide({{ toJsLiteralMap: {option} }});
        const dict = pyodide.runPython("{{'a': 1}}");
        const [[name, value]] = dict.toJs({{ dict_converter: Array.from }});
        const it = dict.toJs();
        return [it instanceof Map, it.a === 1 && name === "a" && value === 1 ? 1 : 0];
        """
    )
