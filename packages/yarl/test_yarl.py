from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["yarl"])
def test_quoting_is_done_in_c(pyodide):
    from yarl import URL, _quoting, _quoting_c, _quoting_py

    assert _quoting._Quoter is _quoting_c._Quoter
    for text in ("/a b/ü", "100%", "%C3%BC%zz", "😀?#", "", "x" * 10_000 + "é"):
        assert _quoting_py._Quoter(safe="/")(text) == _quoting_c._Quoter(safe="/")(text)
    url = URL("http://user@bücher.example:8080/a/../b c?q=1&q=2#f")
    assert "xn--bcher-kva.example" == url.raw_host
    assert ("/b%20c", "/b c") == (url.raw_path, url.path)
    assert ["1", "2"] == url.query.getall("q")
    assert "http://localhost/x/y?k=%C3%BC" == str(URL("http://localhost/x/") / "y" % {"k": "ü"})
    assert URL("http://localhost/a/c") == URL("http://localhost/a/b").join(URL("c"))
