from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["requests"])
def test_requests_are_prepared(pyodide):
    import requests

    session = requests.Session()
    session.headers["X-Name"] = "value"
    request = requests.Request("POST", "http://localhost/a b", params={"q": "ä"}, files={"f": ("n.txt", b"text")})
    prepared = session.prepare_request(request)
    assert "http://localhost/a%20b?q=%C3%A4" == prepared.url
    assert prepared.headers["Content-Type"].startswith("multipart/form-data; boundary=")
    assert b"text" in prepared.body
    assert "value" == prepared.headers["X-Name"]
