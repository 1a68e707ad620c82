from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["matplotlib-inline"])
def test_offers_a_backend(pyodide):
    from importlib.metadata import entry_points

    backends = entry_points(group="matplotlib.backend")
    assert "matplotlib_inline.backend_inline" == backends["inline"].value
