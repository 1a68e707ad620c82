import pytest

from auditwheel_emscripten.errors import UnreadableGlueError
from auditwheel_emscripten.glue import function_type, read_glue
from auditwheel_emscripten.wasm.types import FunctionType

SMALL = (
    'var _now=()=>0;_now.sig="d";function _gone(){abort()}_gone.stub=true;var $f=x=>x;$f.sig="vpj";'
    'var wasmImports={now:_now,gone:_gone,"f":$f,memory:wasmMemory,_plain};var other={not:_this}'
)
# As a link without minification writes it.
READABLE = """
  var _now = () => 0;
  _now.sig = 'd';
  var wasmImports = {
    /** @export */
    __assert_fail: ___assert_fail,
    /** @export */
    now: _now
  };
"""


def test_names_and_types() -> None:
    assert {
        "now": FunctionType((), ("f64",)),
        "f": FunctionType(("i32", "i64"), ()),
        "memory": None,
        "_plain": None,
    } == read_glue(SMALL, "x.js")


def test_text_for_readers() -> None:
    assert {"__assert_fail": None, "now": FunctionType((), ("f64",))} == read_glue(READABLE, "x.js")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("var a = {};", "there is no object wasmImports in it"),
        ("var wasmImports = {a: b, c(): 1}", "something unknown at character 26"),
        ("var wasmImports = {a: b", "something unknown at character 23"),
    ],
    ids=["none", "method", "cut-off"],
)
def test_other_text_is_refused(text: str, problem: str) -> None:
    with pytest.raises(UnreadableGlueError, match=rf"x\.js: cannot tell what it offers to side modules: .*{problem}"):
        read_glue(text, "x.js")


@pytest.mark.parametrize(
    ("signature", "described"),
    [("v", "() -> ()"), ("iv", "() -> (i32)"), ("jpdfe", "(i32, f64, f32, externref) -> (i64)")],
)
def test_signatures(signature: str, described: str) -> None:
    assert described == str(function_type(signature))


def test_signatures_that_are_none() -> None:
    assert None is function_type("")
    assert None is function_type("ix")
