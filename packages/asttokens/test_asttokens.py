from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["asttokens"])
def test_text_of_nodes(pyodide):
    import ast

    import asttokens

    tree = asttokens.ASTTokens("total = price * (1 + rate)", parse=True)
    texts = [tree.get_text(node) for node in ast.walk(tree.tree) if isinstance(node, ast.BinOp)]
    assert ["price * (1 + rate)", "1 + rate"] == texts
