from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["simplejson"])
def test_encoder_and_decoder_are_written_in_c(pyodide):
    from decimal import Decimal

    import simplejson
    from simplejson import _speedups, encoder, scanner

    assert _speedups.__file__.endswith(".so")
    assert encoder.c_make_encoder is _speedups.make_encoder
    assert scanner.make_scanner is _speedups.make_scanner
    value = {"b": [1, 2.5, None, True], "a": "ü\u2028\n😀", "n": Decimal("1.10")}
    text = simplejson.dumps(value, use_decimal=True, sort_keys=True)
    assert '{"a": "\\u00fc\\u2028\\n\\ud83d\\ude00", "b": [1, 2.5, null, true], "n": 1.10}' == text
    assert value == simplejson.loads(text, use_decimal=True) | {"b": value["b"]}


@run_in_pyodide(packages=["simplejson"])
def test_errors(pyodide):
    import simplejson

    try:
        simplejson.loads('{"a": [1, 2}')
    except simplejson.JSONDecodeError as error:
        assert (1, 12) == (error.lineno, error.colno)
    else:
        raise AssertionError("what is no JSON passed")
    try:
        simplejson.dumps({"a": object()})
    except TypeError as error:
        assert "not JSON serializable" in str(error)
    else:
        raise AssertionError("an object passed")
    try:
        simplejson.loads("[" * 100_000)
    except RecursionError:
        pass
    else:
        raise AssertionError("lists without an end passed")
