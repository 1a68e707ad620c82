from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["multidict"])
def test_is_written_in_c(pyodide):
    import multidict
    from multidict import _multidict

    assert _multidict.MultiDict is multidict.MultiDict
    headers = multidict.CIMultiDict([("Accept", "a"), ("accept", "b"), ("X", "1")])
    assert ["a", "b"] == headers.getall("ACCEPT")
    headers["accept"] = "c"
    assert [("accept", "c"), ("X", "1")] == sorted(headers.items(), key=lambda item: item[0] == "X")
    proxy = multidict.CIMultiDictProxy(headers)
    headers.add("x", "2")
    assert ["1", "2"] == proxy.getall("x")
    try:
        proxy["y"] = "z"
    except TypeError:
        pass
    else:
        raise AssertionError("a read-only view was changed")
    many = multidict.MultiDict((str(number % 100), number) for number in range(10_000))
    assert [*range(7, 10_000, 100)] == many.getall("7")
