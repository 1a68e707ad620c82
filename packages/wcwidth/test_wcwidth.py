from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["wcwidth"])
def test_cells_of_a_terminal(pyodide):
    from wcwidth import wcswidth

    assert [2, 4, 1, 2, -1] == [wcswidth(text) for text in ("ab", "コン", "e\u0301", "👩\u200d👧", "\x07")]
