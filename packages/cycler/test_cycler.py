from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["cycler"])
def test_products_and_sums(pyodide):
    from cycler import cycler

    colours, styles = cycler(color="rg"), cycler(linestyle=["-", "--"])
    assert [("r", "-"), ("r", "--"), ("g", "-"), ("g", "--")] == [tuple(each.values()) for each in colours * styles]
    assert [("r", "-"), ("g", "--")] == [tuple(each.values()) for each in colours + styles]
