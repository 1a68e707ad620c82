from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["pyparsing"])
def test_grammar_with_precedence(pyodide):
    import operator

    import pyparsing as pp

    number = pp.common.number()
    apply = {"+": operator.add, "-": operator.sub, "*": operator.mul}

    def fold(tokens):
        value, *rest = tokens[0]
        for symbol, right in zip(rest[::2], rest[1::2], strict=True):
            value = apply[symbol](value, right)
        return value

    levels = [(pp.one_of(symbols), 2, pp.OpAssoc.LEFT, fold) for symbols in ("*", "+ -")]
    expression = pp.infix_notation(number, levels)
    assert 14 == expression.parse_string("2 * (3 + 5) - 2", parse_all=True)[0]
    try:
        expression.parse_string("2 * * 3", parse_all=True)
    except pp.ParseException as error:
        assert ("Expected number", 5) == (error.msg, error.column)
    else:
        raise AssertionError("a wrong expression passed")
