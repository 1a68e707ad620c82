from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["urllib3"])
def test_urls_fields_and_retries(pyodide):
    from urllib3.filepost import encode_multipart_formdata
    from urllib3.util import Retry, parse_url

    url = parse_url("http://user@EXAMPLE.org:8080/a/../b?q=1#f")
    assert ("example.org", 8080, "/b", "q=1") == (url.host, url.port, url.path, url.query)
    body, _ = encode_multipart_formdata({"a": "1"}, boundary="x")
    assert b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n' == body
    assert 2 == Retry(3).increment(method="GET", url="/", error=OSError()).total
