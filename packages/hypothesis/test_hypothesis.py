from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["hypothesis"])
def test_finds_the_smallest_example(pyodide):
    from hypothesis import find, settings
    from hypothesis import strategies as st

    quiet = settings(database=None, derandomize=True)
    assert [0, 0, 0] == find(st.lists(st.integers()), lambda each: len(each) > 2, settings=quiet)
    assert 101 == find(st.integers(), lambda number: number > 100, settings=quiet)
