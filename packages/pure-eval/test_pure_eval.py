from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["pure-eval"])
def test_only_what_has_no_effects(pyodide):
    import ast

    from pure_eval import CannotEval, Evaluator

    evaluator = Evaluator({"d": {"a": [1, 2]}, "f": print})
    tree = ast.parse("d['a'][1]; f('never')").body
    assert 2 == evaluator[tree[0].value]
    try:
        evaluator[tree[1].value]
    except CannotEval:
        pass
    else:
        raise AssertionError("a call was evaluated")
