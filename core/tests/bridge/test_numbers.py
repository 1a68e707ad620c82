"""Numbers, booleans and nothing, both ways."""

import math

import pytest

from harness.errors import ThrownError
from harness.wire import UNDEFINED, BigInt

EDGES = sorted(
    sign * (2**bits + offset)
    for bits in (0, 7, 8, 15, 16, 29, 30, 31, 32, 33, 52, 53, 62, 63, 64, 65, 95, 96, 127, 128, 200)
    for offset in (-1, 0, 1)
    for sign in (-1, 1)
)
SAFE = 2**53 - 1
FLOATS = [0.5, -0.5, 1e300, -1e300, 5e-324, 2.0**53, 2.0**53 + 2, 2.0**63, 1.7976931348623157e308, math.inf, -math.inf]


def to_py(pyodide, value) -> str:
    """Return the type and the representation of what a JavaScript value is in Python."""
    pyodide.js("pyodide.globals.set('value', value)", value=value)
    return pyodide.run("f'{type(value).__name__} {value!r}'")


def test_ints_to_javascript(pyodide) -> None:
    for number in EDGES:
        expected = number if abs(number) <= SAFE else BigInt(number)

        assert expected == pyodide.run(str(number)), number


def test_safe_integers_to_python(pyodide) -> None:
    for number in [number for number in EDGES if abs(number) <= SAFE]:
        assert f"int {number}" == to_py(pyodide, number)


def test_bigints_to_python(pyodide) -> None:
    for number in [0, *EDGES]:
        assert f"int {number}" == to_py(pyodide, BigInt(number))


def test_integral_numbers_that_are_not_safe_are_floats_in_python(pyodide) -> None:
    assert f"float {2.0**53!r}" == to_py(pyodide, 2.0**53)
    assert f"float {-(2.0**53)!r}" == to_py(pyodide, -(2.0**53))


def test_floats_to_javascript(pyodide) -> None:
    for number in FLOATS:
        expected = int(number) if number.is_integer() else number
        result = pyodide.run(f"float({str(number)!r})")

        assert expected == result, number
        assert not isinstance(result, BigInt)


def test_floats_to_python(pyodide) -> None:
    for number in [each for each in FLOATS if not each.is_integer() or abs(each) > SAFE]:
        assert f"float {number!r}" == to_py(pyodide, number)


def test_negative_zero(pyodide) -> None:
    result = pyodide.run("-0.0")

    assert math.copysign(1, result) == -1
    assert "int 0" == to_py(pyodide, -0.0)


def test_nan(pyodide) -> None:
    assert math.isnan(pyodide.run("float('nan')"))
    assert "float nan" == to_py(pyodide, math.nan)


def test_int_beyond_any_float(pyodide) -> None:
    digits = 1000

    assert BigInt(10**digits) == pyodide.js(f"return pyodide.runPython('10**{digits}')")
    pyodide.js(f"pyodide.globals.set('value', 10n ** {digits}n)")
    assert pyodide.run(f"value == 10**{digits}")


@pytest.mark.parametrize(("python", "javascript"), [("True", True), ("False", False), ("None", UNDEFINED)])
def test_booleans_and_none(pyodide, python, javascript) -> None:
    assert javascript == pyodide.run(python)
    assert python == to_py(pyodide, javascript).split()[1]


def test_null_is_none(pyodide) -> None:
    assert "NoneType None" == to_py(pyodide, None)


def test_subclasses_of_scalars_are_converted_as_what_they_are(pyodide) -> None:
    assert 5 == pyodide.run("class I(int): pass\nI(5)")
    assert 1.5 == pyodide.run("class F(float): pass\nF(1.5)")
    assert "text" == pyodide.run("class S(str): pass\nS('text')")


def test_large_integers(pyodide) -> None:
    """In time that grows with their length, and with an error where engines have none of that length."""
    pyodide.js(
        """
        const same = pyodide.runPython("lambda text, number: hex(number) == text");
        for (const number of [2n ** 1_000_000n, -(2n ** 1_000_000n) + 1n, -(2n ** 63n), 2n ** 64n - 1n]) {
          const text = (number < 0n ? "-0x" : "0x") + (number < 0n ? -number : number).toString(16);
          pyodide.globals.set("number", number);
          if (!same(text, number) || pyodide.globals.get("number") !== number) throw new Error(text.slice(0, 20));
        }
        same.destroy();
        """
    )
    with pytest.raises(ThrownError, match="too large for a BigInt"):
        pyodide.js("pyodide.runPython('1 << (1 << 30) + 32')")


def test_python_function_as_a_property(pyodide) -> None:
    assert pyodide.js(
        """
        const f = pyodide.runPython("def f(): pass\\nf");
        pyodide.globals.set("object", { f });
        const same = pyodide.runPython("object.f is f");
        f.destroy();
        return same;
        """
    )
