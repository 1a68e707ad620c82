from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["stack-data"])
def test_lines_around_a_frame(pyodide):
    import linecache
    import sys

    from stack_data import FrameInfo

    source = "def f():\n    a = 1\n    b = a + 1\n    return g()\n"
    linecache.cache["shown.py"] = len(source), None, source.splitlines(keepends=True), "shown.py"
    namespace = {"g": lambda: FrameInfo(sys._getframe(1))}
    exec(compile(source, "shown.py", "exec"), namespace)
    info = namespace["f"]()
    assert {"a": 1, "b": 2}.items() <= {each.name: each.value for each in info.variables}.items()
    assert [1, 2, 3, 4] == [line.lineno for line in info.lines]
