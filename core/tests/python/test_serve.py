"""A served distribution, over real HTTP."""

import http.client
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from pyodide_core.errors import AddressInUseError, NotADirectoryToServeError
from pyodide_core.serve import DistributionServer, open_server, serving


@pytest.fixture
def root(tmp_path):
    """Make a directory to serve, with a secret beside it."""
    directory = tmp_path / "dist"
    directory.mkdir()
    for name in (
        "a.wasm",
        "a.mjs",
        "a.js",
        "a.json",
        "a.whl",
        "a.zip",
        "a.html",
        "a.js.map",
        "a.d.ts",
    ):
        (directory / name).write_text(f"content of {name}")
    (tmp_path / "secret").write_text("secret")
    return directory


@pytest.fixture
def request_(root):
    """Send a request as it is given, without a client tidying its path."""
    with serving(root) as url:

        def send(path: str, method: str = "GET", **headers: str):
            connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=10)
            connection.request(method, path, headers={k.replace("_", "-"): v for k, v in headers.items()})
            answer = connection.getresponse()
            answer.body = answer.read().decode()
            connection.close()
            return answer

        yield send


@pytest.mark.parametrize(
    ("name", "mime_type"),
    [
        ("a.wasm", "application/wasm"),
        ("a.mjs", "text/javascript"),
        ("a.js", "text/javascript"),
        ("a.json", "application/json"),
        ("a.whl", "application/zip"),
        ("a.zip", "application/zip"),
        ("a.html", "text/html"),
        ("a.js.map", "application/json"),
        ("a.d.ts", "text/plain"),
    ],
)
def test_mime_types(request_, name, mime_type) -> None:
    answer = request_(f"/{name}")

    assert (200, mime_type) == (answer.status, answer.getheader("Content-Type"))
    assert f"content of {name}" == answer.body


@pytest.mark.parametrize("path", ["/a.js", "/", "/missing"])
def test_every_answer_isolates_the_page(request_, path) -> None:
    answer = request_(path)

    assert "same-origin" == answer.getheader("Cross-Origin-Opener-Policy")
    assert "require-corp" == answer.getheader("Cross-Origin-Embedder-Policy")
    assert "cross-origin" == answer.getheader("Cross-Origin-Resource-Policy")
    assert "no-cache" == answer.getheader("Cache-Control")


def test_an_unchanged_file_is_not_sent_again(request_) -> None:
    first = request_("/a.js")
    for validator in (
        {"If_None_Match": first.getheader("ETag")},
        {"If_None_Match": f'"other", W/{first.getheader("ETag")}'},
        {"If_Modified_Since": first.getheader("Last-Modified")},
    ):
        again = request_("/a.js", **validator)
        assert (304, "") == (again.status, again.body)
        assert first.getheader("ETag") == again.getheader("ETag")


def test_a_file_rebuilt_within_the_second_is_sent(request_, root) -> None:
    first = request_("/a.js")
    status = (root / "a.js").stat()
    (root / "a.js").write_text("CONTENT OF a.js")
    os.utime(root / "a.js", ns=(status.st_atime_ns, status.st_mtime_ns + 1000))
    again = request_(
        "/a.js",
        If_None_Match=first.getheader("ETag"),
        If_Modified_Since=first.getheader("Last-Modified"),
    )

    assert (200, "CONTENT OF a.js") == (again.status, again.body)


def test_a_missing_file_has_no_validator(request_) -> None:
    answer = request_("/missing.js", If_None_Match="*")

    assert (404, None) == (answer.status, answer.getheader("ETag"))


def test_head_sends_no_body(request_) -> None:
    answer = request_("/a.wasm", "HEAD")

    assert (200, "", "17") == (answer.status, answer.body, answer.getheader("Content-Length"))


@pytest.mark.parametrize(
    "path",
    [
        "/../secret",
        "/%2e%2e/secret",
        "/..%2fsecret",
        "/a/../../secret",
        "//../secret",
        "/..\\secret",
        "/%2e%2e%5csecret",
        "../secret",
    ],
)
def test_nothing_outside_the_directory_is_sent(request_, path) -> None:
    answer = request_(path)

    assert 400 <= answer.status < 500
    assert "secret" != answer.body


def test_an_answer_under_way_does_not_hold_up_others(root) -> None:
    with serving(root) as url:
        idle = socket.create_connection(("127.0.0.1", urlsplit(url).port))
        connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=5)
        connection.request("GET", "/a.js")
        assert 200 == connection.getresponse().status
        connection.close()
        idle.close()


def test_a_busy_port_is_an_error_if_asked_for_and_skipped_if_not(root, monkeypatch) -> None:
    with DistributionServer(root) as taken:
        with pytest.raises(AddressInUseError, match=rf"port {taken.server_port}: Address already in use"):
            open_server(root, "127.0.0.1", taken.server_port)

        monkeypatch.setattr("pyodide_core.serve.FIRST_PORT", taken.server_port)
        with open_server(root, "127.0.0.1", None) as other:
            assert taken.server_port != other.server_port


def test_an_address_that_is_not_ours(root) -> None:
    with pytest.raises(AddressInUseError, match=r"cannot serve at 203\.0\.113\.1"):
        open_server(root, "203.0.113.1", 0)


def test_what_is_no_directory(root) -> None:
    with pytest.raises(NotADirectoryToServeError, match=r"a\.js is not a directory"):
        open_server(root / "a.js", "127.0.0.1", 0)


@pytest.mark.parametrize("bind", ["127.0.0.1", "localhost", "0.0.0.0", "::1"])
def test_the_url_leads_to_the_server(root, bind) -> None:
    if bind == "::1" and not Path("/proc/net/if_inet6").exists():
        pytest.skip("this machine has no IPv6")
    with serving(root, bind) as url:
        connection = http.client.HTTPConnection(urlsplit(url).hostname, urlsplit(url).port, timeout=5)
        connection.request("GET", "/a.js")
        assert 200 == connection.getresponse().status
        connection.close()


def test_the_command_prints_the_address_and_ends_cleanly(root) -> None:
    """Also when a script started it in the background, with the signal ignored."""
    serve = [sys.executable, "-m", "pyodide_cli", "serve", root, "--port", "0"]
    command = ["sh", "-c", 'trap "" INT; exec "$@"', "sh", *serve]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, **pipes) as process:
        url = process.stdout.readline().split()[-1]
        connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=5)
        connection.request("GET", "/a.json")
        assert 200 == connection.getresponse().status
        connection.close()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=10)

    assert (0, "", "") == (process.returncode, out, err)
