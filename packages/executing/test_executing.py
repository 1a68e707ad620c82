from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["executing"])
def test_node_of_a_frame(pyodide):
    import ast
    import inspect
    import linecache

    import executing

    source = "def outer():\n    return [probe(1), probe(2)]\n"
    linecache.cache["probed.py"] = len(source), None, source.splitlines(keepends=True), "probed.py"
    found = []

    def probe(number):
        found.append(ast.unparse(executing.Source.executing(inspect.currentframe().f_back).node))

    namespace = {"probe": probe}
    exec(compile(source, "probed.py", "exec"), namespace)
    namespace["outer"]()
    assert ["probe(1)", "probe(2)"] == found
