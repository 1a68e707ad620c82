"""pyodide.http's requests that block: open_url and pyxhr."""

import base64

import pytest

from harness.errors import ThrownError
from harness.http_server import EVERY_BYTE

REALMS = (
    "node20",
    "node24",
    "node24-worker",
    "chromium",
    "chromium-module-worker",
    "firefox",
    "firefox-classic-worker",
)
pytestmark = pytest.mark.realms(*REALMS)


@pytest.fixture
def run(pyodide, server):
    """Run code in which `url` is the address of the server."""

    def run(code: str):
        pyodide.js("pyodide.globals.set('url', url)", url=server.url)
        return pyodide.run(code)

    return run


def test_open_url(run) -> None:
    assert "héllo 🐍" == run("from pyodide.http import open_url; open_url(url + '/text').read()")


def test_open_url_gives_a_file(run) -> None:
    assert "value" == run("import json; from pyodide.http import open_url; json.load(open_url(url + '/json'))['name']")


def test_open_url_knows_encodings(run) -> None:
    assert "é" == run("from pyodide.http import open_url; open_url(url + '/latin1').read()")


def test_open_url_of_nothing(run) -> None:
    assert "" == run("from pyodide.http import open_url; open_url(url + '/empty').read()")


def test_open_url_reports_statuses(run, server) -> None:
    with pytest.raises(ThrownError, match=f"HttpStatusError: 404 .*: Not Found for url: {server.url}/missing"):
        run("from pyodide.http import open_url; open_url(url + '/missing')")


def test_open_url_where_nobody_answers(run) -> None:
    with pytest.raises(ThrownError, match=r"NetworkError: Cannot fetch http://127\.0\.0\.1:1/x: "):
        run("from pyodide.http import open_url; open_url('http://127.0.0.1:1/x')")


def test_open_url_of_what_breaks_off(run, server) -> None:
    with pytest.raises(ThrownError, match=f"NetworkError: Cannot fetch {server.url}/broken: "):
        run("from pyodide.http import open_url; open_url(url + '/broken')")


def test_open_url_of_what_is_no_address(run) -> None:
    with pytest.raises(ThrownError, match="Cannot fetch http://: "):
        run("from pyodide.http import open_url; open_url('http://')")


@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
def test_pyxhr_methods(run, method: str) -> None:
    assert method.upper() == run(f"from pyodide.http import pyxhr; pyxhr.{method}(url + '/echo').json()['method']")


def test_pyxhr_head_and_options(run) -> None:
    assert "200, 204, ''" == run(
        """
        from pyodide.http import pyxhr
        head = pyxhr.head(url + "/text")
        f"{head.status_code}, {pyxhr.options(url + '/text').status_code}, {head.text!r}"
        """
    )


def test_pyxhr_response(run, server) -> None:
    response = run(
        """
        from js import Object
        from pyodide.ffi import to_js
        from pyodide.http import pyxhr
        response = pyxhr.get(url + "/redirect")
        response.raise_for_status()
        to_js([response.status_code, response.ok, response.url, response.headers["content-type"], repr(response)])
        """
    )

    url = f"{server.url}/text"
    assert [200, True, url, "text/plain; charset=utf-8", f"<XHRResponse 200 {url}>"] == response


def test_pyxhr_content(run) -> None:
    assert EVERY_BYTE == run(
        "from pyodide.http import pyxhr; from pyodide.ffi import to_js; to_js(pyxhr.get(url + '/bytes').content)"
    )


def test_pyxhr_raise_for_status(run) -> None:
    with pytest.raises(ThrownError, match="HttpStatusError: 500 Server Error: Internal Server Error for url"):
        run("from pyodide.http import pyxhr; pyxhr.get(url + '/status/500').raise_for_status()")


def test_pyxhr_options(run) -> None:
    assert '/echo?a=1&b=x+y&b=z|application/json|{"k": [1]}|user:pass|yes' == run(
        """
        import base64
        from pyodide.http import pyxhr
        echo = pyxhr.post(
            url + "/echo#fragment",
            params={"a": 1, "b": ["x y", "z"]},
            json={"k": [1]},
            auth=("user", "pass"),
            headers={"X-Custom": "yes"},
        ).json()
        headers = echo["headers"]
        body = base64.b64decode(echo["body"]).decode()
        user = base64.b64decode(headers["authorization"].removeprefix("Basic ")).decode()
        "|".join([echo["path"], headers["content-type"], body, user, headers["x-custom"]])
        """
    )


def test_pyxhr_data(run) -> None:
    assert base64.b64encode(b"\0\xff").decode() == run(
        "from pyodide.http import pyxhr; pyxhr.post(url + '/echo', data=b'\\0\\xff').json()['body']"
    )


def test_pyxhr_two_bodies(run) -> None:
    with pytest.raises(ThrownError, match="ValueError: A request has one body"):
        run("from pyodide.http import pyxhr; pyxhr.post(url, data='', json={})")
