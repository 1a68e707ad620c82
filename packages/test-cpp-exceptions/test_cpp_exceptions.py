import pytest

from harness.in_pyodide import run_in_pyodide

EVERYWHERE = pytest.mark.realms("node24", "chromium", "firefox")

CAUGHT = {
    "int": ("int", 42),
    "out_of_range": ("out_of_range", "basic_string"),
    "bad_alloc": ("bad_alloc", "std::bad_alloc"),
    "logic_error": ("exception", "thrown by cpp_thrower"),
    "overdrawn": ("Overdrawn", 3),
    "nothing": None,
}


@EVERYWHERE
@run_in_pyodide(packages=["test-cpp-exceptions"])
def test_caught_where_it_is_thrown(pyodide):
    import cpp_thrower

    assert 42 == cpp_thrower.catch_own("int")
    assert "thrown by cpp_thrower" == cpp_thrower.catch_own("logic_error")
    assert "overdrawn by 3" == cpp_thrower.catch_own("overdrawn")
    assert cpp_thrower.catch_own("nothing") is None


@EVERYWHERE
@pytest.mark.parametrize("kind", CAUGHT)
def test_caught_in_another_module(pyodide, kind):
    type_and_text = catch(pyodide, kind)
    assert CAUGHT[kind] == (tuple(type_and_text) if type_and_text else None)


@run_in_pyodide(packages=["test-cpp-exceptions"])
def catch(pyodide, kind):
    import cpp_catcher

    directly, rethrown = cpp_catcher.catch_directly(kind), cpp_catcher.catch_rethrown(kind)
    through, ends = cpp_catcher.catch_through_library(kind)
    assert directly == rethrown == through
    assert 1 == ends, "the object of the frame between was not ended, or twice"
    return directly


@run_in_pyodide(packages=["test-cpp-exceptions"])
def test_python_between_throw_and_catch(pyodide):
    import cpp_catcher

    inner = []

    def callback():
        inner.append(cpp_catcher.catch_directly("int"))
        inner.append(cpp_catcher.catch_nested(lambda: inner.append("deep")))

    assert ("exception", "outer, again") == cpp_catcher.catch_nested(callback)
    assert [("int", 42), "deep", ("exception", "outer, again")] == inner
    assert ("exception", "the callback has failed") == cpp_catcher.catch_nested(lambda: 1 / 0)


@run_in_pyodide(packages=["test-cpp-exceptions"])
def test_many(pyodide):
    import cpp_catcher

    for _ in range(20_000):
        assert ("int", 42) == cpp_catcher.catch_rethrown("int")


@run_in_pyodide(packages=["test-cpp-exceptions"])
def test_longjmp(pyodide):
    import cpp_thrower

    assert [7] * 100 == [cpp_thrower.jump_back() for _ in range(100)]
