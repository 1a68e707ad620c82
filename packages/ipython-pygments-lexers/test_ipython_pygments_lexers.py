from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["ipython-pygments-lexers"])
def test_magics_are_tokens(pyodide):
    from ipython_pygments_lexers import IPythonLexer
    from pygments.token import Operator

    tokens = list(IPythonLexer().get_tokens("%timeit x = 1\n!ls\n"))
    assert ["%", "!"] == [text for kind, text in tokens if kind is Operator and text in "%!"]
