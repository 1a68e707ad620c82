"""http.client, and urllib.request and xmlrpc.client on top of it: JavaScript makes the requests."""

import base64
import json
import textwrap

import pytest

from harness.errors import ThrownError
from harness.http_server import EVERY_BYTE, FIRST_HALF
from harness.leaks import no_leaks

__all__ = ["no_leaks"]

REALMS = (
    "node20",
    "node24",
    "node24-worker",
    "chromium",
    "chromium-module-worker",
    "firefox",
    "firefox-classic-worker",
)
pytestmark = [pytest.mark.realms(*REALMS), pytest.mark.usefixtures("no_leaks")]

IMPORTS = "import http.client, json, urllib.error, urllib.parse, urllib.request\n"


@pytest.fixture(params=["blocking", "suspending"])
def run(pyodide, server, request):
    """Run code in which `url` is the address of the server, in a call that cannot be suspended or in one that can."""

    def run(code: str):
        pyodide.js("pyodide.globals.set('url', url)", url=server.url)
        main = textwrap.indent(textwrap.dedent(code), "    ")
        whole = f"{IMPORTS}def main():\n{main}\njson.dumps(main())"
        return json.loads(pyodide.run(whole) if request.param == "blocking" else pyodide.run_async(whole))

    run.suspends = request.param == "suspending" and pyodide.js("return 'Suspending' in WebAssembly")
    return run


def test_urlopen(run) -> None:
    assert [200, "OK", "text/plain; charset=utf-8", "héllo 🐍"] == run("""
        with urllib.request.urlopen(url + "/text") as response:
            return [response.status, response.reason, response.headers["Content-Type"], response.read().decode()]
    """)


def test_binary(run) -> None:
    assert list(EVERY_BYTE) == run("return list(urllib.request.urlopen(url + '/bytes').read())")


def test_empty(run) -> None:
    assert [] == run("return list(urllib.request.urlopen(url + '/empty'))")


def test_lines(run) -> None:
    assert {"name": "value", "numbers": [1, 2.5]} == run("return json.load(urllib.request.urlopen(url + '/json'))")


def test_compressed(run) -> None:
    assert ["text " * 1000, None] == run("""
        with urllib.request.urlopen(url + "/compressed") as response:
            return [response.read().decode(), response.headers["Content-Encoding"]]
    """)


def test_redirections(run) -> None:
    assert "héllo 🐍" == run("return urllib.request.urlopen(url + '/redirect').read().decode()")


def test_redirections_are_visible_in_node(run, realm) -> None:
    status = run("""
        connection = http.client.HTTPConnection(urllib.parse.urlsplit(url).netloc)
        connection.request("GET", "/redirect")
        return connection.getresponse().status
    """)
    assert (302 if realm.is_node else 200) == status


def test_bodies_and_headers(run) -> None:
    echo = run("""
        data = urllib.parse.urlencode({"a": "x y"}).encode()
        request = urllib.request.Request(url + "/echo?q=1", data, {"X-Custom": "yes"}, method="PUT")
        return json.load(urllib.request.urlopen(request))
    """)
    assert ["PUT", "/echo?q=1", b"a=x+y"] == [echo["method"], echo["path"], base64.b64decode(echo["body"])]
    assert ["yes", "application/x-www-form-urlencoded"] == [
        echo["headers"]["x-custom"],
        echo["headers"]["content-type"],
    ]


def test_a_body_in_chunks(run) -> None:
    assert b"onetwo" * 1000 == base64.b64decode(
        run("""
        connection = http.client.HTTPConnection(urllib.parse.urlsplit(url).netloc)
        connection.request("POST", "/echo", iter([b"one", b"two"] * 1000))
        return json.load(connection.getresponse())["body"]
    """)
    )


def test_several_requests_of_a_connection(run) -> None:
    assert ["héllo 🐍", "GET", 200, ""] == run("""
        connection = http.client.HTTPConnection(urllib.parse.urlsplit(url).netloc)
        connection.request("GET", "/text")
        text = connection.getresponse().read().decode()
        connection.request("GET", "/echo")
        method = json.load(connection.getresponse())["method"]
        connection.request("HEAD", "/text")
        head = connection.getresponse()
        return [text, method, head.status, head.read().decode()]
    """)


def test_statuses(run) -> None:
    assert [404, "not found"] == run("""
        try:
            urllib.request.urlopen(url + "/missing")
        except urllib.error.HTTPError as error:
            return [error.code, error.read().decode()]
    """)


def test_authentication(run) -> None:
    assert "come in" == run("""
        passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, url, "user", "pass")
        handler = urllib.request.HTTPBasicAuthHandler(passwords)
        return urllib.request.build_opener(handler).open(url + "/basic-auth").read().decode()
    """)


def test_cookies(run, realm) -> None:
    if not realm.is_node:
        pytest.skip("browsers keep cookies to themselves")
    assert "a=1; b=2" == run("""
        import http.cookiejar
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        opener.open(url + "/cookies").close()
        return json.load(opener.open(url + "/echo"))["headers"]["cookie"]
    """)


def test_saving_to_a_file(run) -> None:
    assert [list(EVERY_BYTE), True] == run("""
        sizes = []
        path, headers = urllib.request.urlretrieve(url + "/bytes", reporthook=lambda *args: sizes.append(args[2]))
        with open(path, "rb") as file:
            content = list(file.read())
        urllib.request.urlcleanup()
        return [content, sizes[0] in (-1, len(content))]
    """)


def test_where_nobody_answers(run) -> None:
    assert "Cannot fetch http://127.0.0.1:1/x" in run("""
        try:
            urllib.request.urlopen("http://127.0.0.1:1/x")
        except urllib.error.URLError as error:
            assert isinstance(error.reason, ConnectionError)
            return str(error)
    """)


def test_https_is_the_hosts(run) -> None:
    assert "Cannot fetch https://127.0.0.1:1/x" in run("""
        try:
            urllib.request.urlopen("https://127.0.0.1:1/x")
        except urllib.error.URLError as error:
            return str(error)
    """)


def test_timeout(run, realm) -> None:
    if not (realm.is_node or realm.is_worker or run.suspends):
        pytest.skip("the main thread of a page has no timeouts for requests that block")
    assert "no answer within 0.2 s" in run("""
        try:
            urllib.request.urlopen(url + "/silent", timeout=0.2)
        except urllib.error.URLError as error:
            assert isinstance(error.reason, TimeoutError)
            return str(error)
    """)


def test_a_broken_connection(run) -> None:
    assert run("""
        try:
            return urllib.request.urlopen(url + "/broken").read().decode()
        except (OSError, http.client.HTTPException) as error:
            return isinstance(error, (ConnectionError, urllib.error.URLError))
    """)


def test_streaming(run, realm) -> None:
    if not (run.suspends or realm.is_node):
        pytest.skip("XMLHttpRequest does not stream")
    assert [FIRST_HALF.decode(), FIRST_HALF.decode()] == run(f"""
        with urllib.request.urlopen(url + "/halves") as response:
            first = response.read({len(FIRST_HALF)})
            urllib.request.urlopen(url + "/second-half").close()
            return [first.decode(), response.read().decode()]
    """)


def test_a_response_that_is_closed_lets_go(run, realm, server) -> None:
    if not (run.suspends or realm.is_node):
        pytest.skip("XMLHttpRequest gives the whole body or nothing")
    run("urllib.request.urlopen(url + '/stalled').close()")

    assert server.has_been_left()


def test_xmlrpc(run) -> None:
    assert ["add", [1, 2]] == run("""
        import xmlrpc.client
        return xmlrpc.client.ServerProxy(url + "/xmlrpc").add(1, 2)
    """)


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("http.client.HTTPConnection('localhost').request('GET', '/', b'body')", "sends no body with a GET request"),
        ("http.client.HTTPConnection('localhost').request('TRACE', '/')", "Cannot fetch http://localhost:80/"),
    ],
)
def test_requests_that_javascript_cannot_make(run, code: str, message: str) -> None:
    with pytest.raises(ThrownError, match=f"ValueError: .*{message}"):
        run(code)


def test_no_tunnels(run) -> None:
    with pytest.raises(ThrownError, match="OSError: JavaScript makes no tunnels"):
        run("""
            connection = http.client.HTTPConnection("localhost")
            connection.set_tunnel("example.com")
            connection.request("GET", "/")
        """)


def test_headers_of_the_browser(run, realm) -> None:
    code = """
        request = urllib.request.Request(url + "/echo", headers={"Cookie": "a=b"})
        return json.load(urllib.request.urlopen(request))["headers"]["cookie"]
    """
    if realm.is_node:
        assert "a=b" == run(code)
    else:
        with pytest.raises(ThrownError, match="ValueError: A browser lets no program set the header 'cookie'"):
            run(code)
