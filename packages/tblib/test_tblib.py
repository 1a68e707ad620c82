from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["tblib"])
def test_tracebacks_are_pickled(pyodide):
    import pickle
    import traceback

    from tblib import pickling_support

    pickling_support.install()

    def fail():
        raise ValueError("here")

    try:
        fail()
    except ValueError as error:
        copy = pickle.loads(pickle.dumps(error))
    assert "fail" == traceback.extract_tb(copy.__traceback__)[-1].name
