from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["pycparser"])
def test_parse_and_generate(pyodide):
    from pycparser import c_ast, c_generator, c_parser

    tree = c_parser.CParser().parse("typedef struct { int x[3]; } s; int f(s *p) { return p->x[0] + 1; }")
    names = []

    class Visitor(c_ast.NodeVisitor):
        def visit_FuncDef(self, node):  # noqa: N802
            names.append(node.decl.name)

    Visitor().visit(tree)
    assert ["f"] == names
    assert "return p->x[0] + 1;" in c_generator.CGenerator().visit(tree)
