from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["decorator"])
def test_signature_is_kept(pyodide):
    import inspect

    from decorator import decorator

    calls = []

    @decorator
    def traced(function, *args, **kwargs):
        calls.append(args)
        return function(*args, **kwargs)

    @traced
    def add(a, b=2, *, c=3):
        return a + b + c

    assert "(a, b=2, *, c=3)" == str(inspect.signature(add))
    assert 6 == add(1)
    assert [(1, 2)] == calls
