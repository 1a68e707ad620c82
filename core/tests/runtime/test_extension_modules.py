"""Extension modules written in C and C++, compiled here and imported from the file system."""

from pathlib import Path

import pytest

from harness.realms import ALL_REALMS

pytestmark = pytest.mark.realms(*ALL_REALMS)

SOURCES = Path(__file__).with_name("extensions")


@pytest.fixture
def extension(pyodide, compile_extension):
    """Import an extension module as a user would: as a file beside others."""

    def load(source: str):
        library = compile_extension(SOURCES / source)
        pyodide.js("pyodide.FS.mkdirTree('/tmp/extensions')")
        pyodide.write_file(f"/tmp/extensions/{Path(source).stem}.so", library)
        pyodide.run("import sys\nif '/tmp/extensions' not in sys.path: sys.path.append('/tmp/extensions')")
        pyodide.run(f"import importlib; importlib.invalidate_caches(); import {Path(source).stem}")
        return pyodide

    return load


METHODS = {
    "noargs_none()": "noargs_none",
    "noargs_self()": "noargs_self",
    "noargs_keywords()": "noargs_keywords 0 0",
    "o_self(1)": "o_self",
    "o_extra(1)": "o_extra 1",
    "varargs_self(1, 2)": "varargs_self",
    "keywords_without(1, a=2)": "keywords_without (1,)",
    "fastcall_without_count(1, 2)": "fastcall_without_count 1",
    "fastcall_keywords_without(1, a=2)": "fastcall_keywords_without 1",
}


@pytest.mark.parametrize("owner", ["casts", "casts.Heap()", "casts.Static()"])
def test_methods_cast_to_another_type(extension, owner) -> None:
    python = extension("casts.c")
    for call, expected in METHODS.items():
        assert expected == python.run(f"{owner}.{call}"), call


ON_TYPES = {
    "casts.Heap.class_noargs()": "noargs_none",
    "casts.Heap.static_noargs()": "noargs_none",
    "casts.Heap().method_without_keywords(1, a=2)": "method_without_keywords casts.Heap 1",
    "casts.Heap().with_setter": "get_without_closure",
    "casts.Static().with_setter": "get_without_closure",
    "casts.Static().without_self": "get_without_self",
    "h = casts.Heap(); h.with_setter = 'x'; casts.last_set()": "x",
    "h = casts.Static(); casts.Static.with_setter.__set__(h, 'y'); casts.last_set()": "y",
    "repr(casts.Heap())": "repr_l",
    "repr(casts.Static())": "repr_l",
    "str(casts.Heap())": "str_s",
    "hash(casts.Heap())": 42,
    "casts.Heap()(1, 2, a=3)": "call_s",
    "casts.Static()(1)": "call_s",
    "casts.Heap() == 1": True,
    "len([*casts.Heap()])": 0,
    "casts.Heap() + 1": "add_s",
    "casts.Static() + 1": "add_s",
    "casts.Heap() ** 2": "power_s",
    "casts.Static() ** 2": "power_s",
    "-casts.Heap()": "negative_l",
    "bool(casts.Heap())": False,
    "[*range(10)][casts.Heap()]": 7,
    "len(casts.Heap())": 3,
    "len(casts.Static())": 3,
    "casts.Heap()['key']": "subscript_l key",
    "h = casts.Heap(); h['key'] = 1; del h['key']; 'done'": "done",
    "5 in casts.Heap()": True,
    "5 in casts.Static()": True,
    "str(memoryview(casts.Heap()), 'ascii')": "buffer",
    "class C:\n    s = casts.Static()\nC().s": "descr_get_s",
    "class D(casts.Heap): pass\nrepr(D())": "repr_l",
    "try: casts.Static().name = 1\nexcept AttributeError as e: result = str(e)\nresult": "setattro_s name",
    "async def f(): await casts.Heap()\ntry: f().send(None)\nexcept TypeError as e: result = str(e)\nresult": (
        "'NoneType' object is not iterable"
    ),
    "import gc; h = casts.Heap(); gc.collect(); gc.is_tracked(h)": True,
}


@pytest.mark.parametrize("code", ON_TYPES, ids=lambda code: code.splitlines()[0])
def test_attributes_and_slots_cast_to_another_type(extension, code) -> None:
    python = extension("casts.c")

    assert ON_TYPES[code] == python.run(f"import casts\n{code}" if "\n" in code else code)


def test_destructors_with_results(extension) -> None:
    """Functions that should give nothing but give an int: dealloc, finalize, release of a buffer, capsules."""
    python = extension("casts.c")
    python.run(
        """
        before = casts.counts()
        memoryview(casts.Heap()).release()
        casts.capsules()
        after = casts.counts()
        """
    )

    assert [1, 1, 1, 2] == [
        python.run(f"after[{what!r}] - before[{what!r}]")
        for what in ["deallocated", "finalized", "buffers", "capsules"]
    ]


def test_module_functions_cast_to_another_type(extension) -> None:
    """Its create and exec slots, then traverse, clear and free."""
    python = extension("casts.c")
    freed = python.run(
        """
        import gc, importlib.machinery, importlib.util
        loader = importlib.machinery.ExtensionFileLoader("casts", casts.__spec__.origin)
        module = importlib.util.module_from_spec(importlib.util.spec_from_loader("casts", loader))
        loader.exec_module(module)
        before = casts.counts()["modules"]
        del module
        gc.collect()
        casts.counts()["modules"] - before
        """
    )

    assert 1 == freed


def test_longjmp(extension) -> None:
    python = extension("jumps.cpp")

    assert 7 == python.run("jumps.jump(50)")


def test_longjmp_after_python_has_run(extension) -> None:
    python = extension("jumps.cpp")

    assert [3, 3] == [
        python.run("n = 0\ndef f():\n    global n\n    n += 1\njumps.jump_out_of_callback(f)"),
        python.run("n"),
    ]


def test_cpp_exceptions(extension) -> None:
    python = extension("jumps.cpp")

    assert "('it failed', 5, 51)" == python.run("str(jumps.catch_own(50))")
    assert "inner outer 3" == python.run("jumps.rethrow()")


def test_cpp_exception_of_the_cpp_library(extension) -> None:
    python = extension("jumps.cpp")

    with pytest.raises(Exception, match="IndexError: out_of_range"):
        python.run("jumps.catch_of_library()")


def test_cpp_initialisers_run(extension) -> None:
    python = extension("jumps.cpp")

    assert 42 == python.run("jumps.initialised()")


def test_a_library_that_is_none(pyodide) -> None:
    pyodide.write_file("/tmp/nonsense.so", b"no wasm")
    code = """
    import sys
    sys.path.append("/tmp")
    try: import nonsense
    finally: sys.path.remove("/tmp")
    """

    with pytest.raises(Exception, match=r"ImportError: .*nonsense"):
        pyodide.run(code)


@pytest.mark.realms("node20", "node24", "firefox")
def test_loaded_beyond_two_gigabytes(fresh_pyodide, compile_extension) -> None:
    fresh_pyodide.run("held = [bytearray(2**30) for _ in range(3)]")
    for source in ("casts.c", "jumps.cpp"):
        fresh_pyodide.write_file(f"/home/pyodide/{Path(source).stem}.so", compile_extension(SOURCES / source))
    fresh_pyodide.run("import sys; sys.path.append('/home/pyodide'); import casts, jumps")

    assert "repr_l" == fresh_pyodide.run("repr(casts.Heap())")
    assert "keywords_without (1,)" == fresh_pyodide.run("casts.keywords_without(1, a=2)")
    assert "('it failed', 5, 51)" == fresh_pyodide.run("str(jumps.catch_own(50))")
    assert 7 == fresh_pyodide.run("jumps.jump(50)")
