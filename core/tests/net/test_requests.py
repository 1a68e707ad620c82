"""The published `requests` and `urllib3`, as they are: in pages, workers and Node.js."""

import base64
import json
import textwrap

import pytest

from harness.errors import ThrownError
from harness.http_server import EVERY_BYTE, FIRST_HALF

REALMS = (
    "node20",
    "node20-worker",
    "node24",
    "node24-worker",
    "chromium",
    "chromium-module-worker",
    "firefox",
    "firefox-module-worker",
    "firefox-classic-worker",
)
pytestmark = pytest.mark.realms(*REALMS)

# urllib3 streams in isolated workers as soon as a worker of its own has started.
IMPORTS = """
import json
import requests, urllib3
from urllib3.contrib.emscripten import fetch
await fetch.wait_for_streaming_ready()
"""


@pytest.fixture
def run(with_requests, server):
    """Run code in which `url` is the address of the server; what it returns travels as JSON."""

    def run(code: str):
        with_requests.js("pyodide.globals.set('url', url)", url=server.url)
        with_requests.run_async(IMPORTS)
        main = textwrap.indent(textwrap.dedent(code), "    ")
        return json.loads(with_requests.run_async(f"def main():\n{main}\njson.dumps(main())"))

    return run


def test_get(run, server) -> None:
    assert [200, True, "héllo 🐍", "utf-8", f"{server.url}/text"] == run("""
        response = requests.get(url + "/text")
        return [response.status_code, response.ok, response.text, response.encoding, response.url]
    """)


def test_json(run) -> None:
    assert {"name": "value", "numbers": [1, 2.5]} == run("return requests.get(url + '/json').json()")


def test_binary(run) -> None:
    assert list(EVERY_BYTE) == run("return list(requests.get(url + '/bytes').content)")


def test_empty(run) -> None:
    assert "" == run("return requests.get(url + '/empty').text")


def test_redirect(run) -> None:
    assert [200, "héllo 🐍"] == run("""
        response = requests.get(url + "/redirect")
        return [response.status_code, response.text]
    """)


@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
def test_methods(run, method: str) -> None:
    assert method.upper() == run(f"return requests.{method}(url + '/echo').json()['method']")


def test_head(run, realm) -> None:
    if realm.name.startswith("firefox") and realm.is_worker:
        # urllib3's worker takes for granted that there is a body, which only Firefox says that HEAD has not.
        with pytest.raises(ThrownError, match=r"response\.body is null"):
            run("requests.head(url + '/text')")
        return
    assert [200, "text/plain; charset=utf-8", ""] == run("""
        response = requests.head(url + "/text")
        return [response.status_code, response.headers["Content-Type"], response.text]
    """)


def test_bodies(run) -> None:
    form, data, described = run("""
        return [
            requests.post(url + "/echo", data={"a": 1, "b": "x y"}).json(),
            requests.post(url + "/echo", data=bytes([0, 255])).json(),
            requests.post(url + "/echo", json={"k": [1]}).json(),
        ]
    """)
    assert b"a=1&b=x+y" == base64.b64decode(form["body"])
    assert "application/x-www-form-urlencoded" == form["headers"]["content-type"]
    assert b"\0\xff" == base64.b64decode(data["body"])
    assert {"k": [1]} == json.loads(base64.b64decode(described["body"]))
    assert "application/json" == described["headers"]["content-type"]


def test_a_file_to_upload(run) -> None:
    echo = run("return requests.post(url + '/echo', files={'file': ('name.txt', b'content')}).json()")

    assert "multipart/form-data; boundary=" in echo["headers"]["content-type"]
    assert b'name="file"; filename="name.txt"\r\n\r\ncontent\r\n' in base64.b64decode(echo["body"])


def test_queries_and_headers(run) -> None:
    path, custom, answered = run("""
        response = requests.get(url + "/echo", params={"a": 1, "b": ["x y", "z"]}, headers={"X-Custom": "yes"})
        return [response.json()["path"], response.json()["headers"]["x-custom"], response.headers["x-echo"]]
    """)
    assert ["/echo?a=1&b=x+y&b=z", "yes", "yes"] == [path, custom, answered]


def test_sessions_and_authentication(run) -> None:
    assert [401, 200, "come in"] == run("""
        with requests.Session() as session:
            refused = session.get(url + "/basic-auth").status_code
            session.auth = ("user", "pass")
            session.headers["X-Custom"] = "yes"
            response = session.get(url + "/basic-auth")
            return [refused, response.status_code, response.text]
    """)


def test_statuses(run) -> None:
    assert [404, "/missing"] == run("""
        try:
            requests.get(url + "/missing").raise_for_status()
        except requests.HTTPError as error:
            assert "404 Client Error" in str(error)
            return [error.response.status_code, error.request.path_url]
    """)


def test_where_nobody_answers(run) -> None:
    assert "ConnectionError" == run("""
        try:
            requests.get("http://127.0.0.1:1/x")
        except requests.ConnectionError as error:
            return type(error).__name__
    """)


def test_timeout(run, realm) -> None:
    if not realm.is_node and not realm.is_worker:
        pytest.skip("the main thread of a page has no timeouts for requests that block")
    # urllib3 has no ReadTimeoutError here, from which requests would make a ReadTimeout.
    assert "TimeoutError" == run("""
        try:
            requests.get(url + "/silent", timeout=0.2)
        except requests.ConnectionError as error:
            return type(error.args[0].reason).__name__
    """)


def test_streaming(run, realm) -> None:
    if realm.name == "firefox":
        pytest.skip("the main thread of a page can only stream by stack switching")
    assert [FIRST_HALF.decode(), (FIRST_HALF * 2).decode()] == run(f"""
        with requests.get(url + "/halves", stream=True) as response:
            parts, first = response.iter_content(8192), b""
            while len(first) < {len(FIRST_HALF)}:
                first += next(parts)
            requests.get(url + "/second-half")
            return [first.decode(), (first + b"".join(parts)).decode()]
    """)


def test_urllib3(run) -> None:
    assert [200, "text/plain; charset=utf-8", "héllo 🐍"] == run("""
        response = urllib3.request("GET", url + "/text")
        return [response.status, response.headers["content-type"], response.data.decode()]
    """)


def test_a_call_that_cannot_wait(with_requests, server, realm) -> None:
    with_requests.js("pyodide.globals.set('url', url)", url=server.url)

    assert "héllo 🐍" == with_requests.run("import requests; requests.get(url + '/text').text")
