from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["ujson"])
def test_round_trip(pyodide):
    import json
    import math

    import ujson

    value = {"text": "ü😀</script>", "numbers": [0, -1, 2**63 - 1, 2**64 - 1, 0.1, 1e300], "more": [None, True, {}]}
    text = ujson.dumps(value)
    assert value == ujson.loads(text) == json.loads(text)
    assert '{"a":"\\u00fc<\\/b>"}' == ujson.dumps({"a": "ü</b>"})
    assert '{\n  "a": [\n    1\n  ]\n}' == ujson.dumps({"a": [1]}, indent=2, escape_forward_slashes=False)
    assert "1180591620717411303424" == ujson.dumps(2**70)
    assert math.isinf(ujson.loads("1e999"))


@run_in_pyodide(packages=["ujson"])
def test_errors(pyodide):
    import ujson

    for text in ("", "[1,", '{"a" 1}', "nul", '"\\ud800', "[" * 100_000):
        try:
            ujson.loads(text)
        except ujson.JSONDecodeError:
            pass
        else:
            raise AssertionError(f"{text[:20]!r} passed")
    recursive = []
    recursive.append(recursive)
    try:
        ujson.dumps(recursive)
    except (OverflowError, RecursionError):
        pass
    else:
        raise AssertionError("a list in itself passed")
