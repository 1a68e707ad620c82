from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["parso"])
def test_round_trip_and_recovery(pyodide):
    import parso

    source = "def f(:\n    return 1\nx =  2 # two\n"
    module = parso.parse(source)
    assert source == module.get_code()
    grammar = parso.load_grammar()
    assert "SyntaxError: invalid syntax" in [error.message for error in grammar.iter_errors(module)]
