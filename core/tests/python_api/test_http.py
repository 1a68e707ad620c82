"""pyodide.http's asynchronous requests."""

import base64

import pytest

from harness.errors import ThrownError
from harness.http_server import EVERY_BYTE

IMPORTS = "import asyncio, gc\nfrom pyodide.http import *\nfrom pyodide.ffi import to_js\n"


@pytest.fixture
def fetch(pyodide, server):
    """Run code in which `url` is the address of the server."""

    def fetch(code: str):
        pyodide.js("pyodide.globals.set('url', url); pyodide.globals.set('code', code)", url=server.url, code=code)
        return pyodide.run_async(
            "import textwrap\n"
            "from pyodide.code import eval_code_async\n"
            "from pyodide.ffi import to_js\n"
            f"value = await eval_code_async({IMPORTS!r} + textwrap.dedent(code), {{'url': url}})\n"
            "from js import Object\n"
            "to_js(value, dict_converter=Object.fromEntries)"
        )

    return fetch


def test_pyfetch(fetch, server) -> None:
    response = fetch(
        """
        response = await pyfetch(f"{url}/redirect")
        {
            "ok": response.ok,
            "status": response.status,
            "status_text": response.status_text,
            "redirected": response.redirected,
            "url": response.url,
            "type": response.type,
            "body_used": response.body_used,
            "content-type": response.headers["content-type"],
            "repr": repr(response),
        }
        """
    )

    assert response.pop("type") in ("basic", "cors")
    assert {
        "ok": True,
        "status": 200,
        "status_text": "OK",
        "redirected": True,
        "url": f"{server.url}/text",
        "body_used": False,
        "content-type": "text/plain; charset=utf-8",
        "repr": f"<FetchResponse 200 {server.url}/text>",
    } == response


def test_pyfetch_options(fetch) -> None:
    """Options are keyword arguments; dictionaries become objects, bytes are sent as they are."""
    echo = fetch(
        """
        response = await pyfetch(f"{url}/echo", method="POST", body=bytes([0, 255]), headers={"X-Custom": "yes"})
        await response.json()
        """
    )

    assert ("POST", bytes([0, 255]), "yes") == (
        echo["method"],
        base64.b64decode(echo["body"]),
        echo["headers"]["x-custom"],
    )


def test_pyfetch_of_a_request(fetch) -> None:
    assert "PUT" == fetch(
        """
        from js import Request
        response = await pyfetch(Request.new(f"{url}/echo", method="PUT"))
        (await response.json())["method"]
        """
    )


def test_pyfetch_with_a_fetcher(fetch) -> None:
    assert ["/text", "own"] == fetch(
        """
        from js import Response
        async def fetcher(address, options):
            global seen
            seen = address
            assert not options.signal.aborted
            return Response.new("own")
        response = await pyfetch("/text", fetcher=fetcher)
        [seen, await response.text()]
        """
    )


@pytest.mark.parametrize("name", ["text", "string"])
def test_text(fetch, name: str) -> None:
    assert "héllo 🐍" == fetch(f"await (await pyfetch(url + '/text')).{name}()")


def test_json(fetch) -> None:
    assert {"name": "value", "numbers": [1, "2.5"]} == fetch(
        "await (await pyfetch(url + '/json')).json(parse_float=str)"
    )


def test_json_that_is_none(fetch) -> None:
    with pytest.raises(ThrownError, match="JSONDecodeError"):
        fetch("await (await pyfetch(url + '/text')).json()")


def test_bytes(fetch) -> None:
    assert EVERY_BYTE == fetch(
        """
        data = await (await pyfetch(f"{url}/bytes")).bytes()
        assert type(data) is bytes
        data
        """
    )


def test_memoryview(fetch) -> None:
    assert EVERY_BYTE == fetch(
        """
        view = await (await pyfetch(f"{url}/bytes")).memoryview()
        assert type(view) is memoryview and view.format == "B"
        bytes(view)
        """
    )


def test_buffer(fetch) -> None:
    assert [1024, "JsBuffer", True] == fetch(
        """
        from pyodide.ffi import JsBuffer
        buffer = await (await pyfetch(f"{url}/bytes")).buffer()
        [buffer.byteLength, "JsBuffer", isinstance(buffer, JsBuffer)]
        """
    )


def test_a_body_is_read_once(fetch) -> None:
    assert ["héllo 🐍", True, "BodyUsedError", "BodyUsedError"] == fetch(
        """
        response = await pyfetch(f"{url}/text")
        seen = [await response.text(), response.body_used]
        for read in (response.bytes, response.clone):
            try:
                result = read()
                if asyncio.iscoroutine(result): await result
            except OSError as error:
                seen.append(type(error).__name__)
        seen
        """
    )


def test_clone(fetch) -> None:
    assert ["héllo 🐍", "héllo 🐍"] == fetch(
        """
        response = await pyfetch(f"{url}/text")
        clone = response.clone()
        first = await response.text()
        del response
        [first, await clone.text()]
        """
    )


@pytest.mark.parametrize(
    ("status", "message"),
    [(404, "404 Client Error: Not Found for url: {url}/status/404"), (503, "503 Server Error: Service Unavailable")],
)
def test_raise_for_status(fetch, server, status: int, message: str) -> None:
    """A status is an error when it is asked for; the body can be read nevertheless."""
    assert [False, "an error page", status, True] == fetch(
        f"""
        response = await pyfetch(url + "/status/{status}")
        body = await response.text()
        try:
            response.raise_for_status()
        except HttpStatusError as error:
            import pickle
            again = pickle.loads(pickle.dumps(error))
            assert isinstance(error, OSError) and (again.status, again.url) == (error.status, error.url)
            told = str(error).startswith({message!r}.format(url=url))
        [response.ok, body, error.status if (error := again) else None, told]
        """
    )
    assert fetch("(await pyfetch(url + '/text')).raise_for_status() is None")


def test_nobody_answers(fetch) -> None:
    """The message names the address, and the cause as far as the engine tells it."""
    assert [True, True, True] == fetch(
        """
        try:
            await pyfetch("http://127.0.0.1:1/nobody")
        except NetworkError as error:
            text = str(error)
        explained = "ECONNREFUSED" in text or "bad port" in text or "CORS" in text
        [isinstance(error_type := NetworkError, type) and issubclass(NetworkError, OSError),
         "http://127.0.0.1:1/nobody" in text, explained]
        """
    )


@pytest.mark.realms("chromium", "firefox")
def test_refused_by_cors(fetch, server) -> None:
    assert f"Cannot fetch {server.url}/private: " == fetch(
        """
        try:
            await pyfetch(f"{url}/private")
        except OSError as error:
            text = str(error)
        assert "CORS" in text, text
        text[:text.index(": ", text.index("private")) + 2]
        """
    )


def test_a_connection_that_breaks(fetch) -> None:
    assert "NetworkError" == fetch(
        """
        try:
            await (await pyfetch(f"{url}/broken")).text()
            name = "no error"
        except OSError as error:
            name = type(error).__name__
            assert "/broken" in str(error)
        name
        """
    )


@pytest.mark.parametrize("call", ["pyfetch('http://')", "pyfetch(url, method='A B')"])
def test_wrong_arguments(fetch, call: str) -> None:
    assert ["ValueError", True] == fetch(
        f"""
        try:
            await {call}
        except ValueError as error:
            seen = [type(error).__name__, str(error).startswith("Cannot fetch http")]
        seen
        """
    )


def test_options_that_javascript_does_not_know(fetch) -> None:
    with pytest.raises(ThrownError, match="ConversionError"):
        fetch("await pyfetch(url, body=object())")


def test_abort_while_waiting(fetch, server) -> None:
    assert "AbortError" == fetch(
        """
        from js import AbortController, setTimeout
        controller = AbortController.new()
        asyncio.get_running_loop().call_later(0.05, controller.abort)
        try:
            await pyfetch(f"{url}/silent", signal=controller.signal)
        except AbortError as error:
            name = type(error).__name__
        name
        """
    )
    assert server.has_been_left()


def test_abort(fetch, server) -> None:
    """Abort what is being read."""
    assert ["AbortError", "enough"] == fetch(
        """
        response = await pyfetch(f"{url}/stalled")
        asyncio.get_running_loop().call_later(0.05, response.abort, "enough")
        try:
            await response.text()
        except OSError as error:
            seen = [type(error).__name__, str(error)]
        seen
        """
    )
    assert server.has_been_left()


def test_reading_what_was_aborted(fetch, server) -> None:
    assert "AbortError" == fetch(
        """
        response = await pyfetch(f"{url}/stalled")
        response.abort()
        try:
            await response.text()
        except AbortError as error:
            name = type(error).__name__
        name
        """
    )
    assert server.has_been_left()


@pytest.mark.parametrize("path", ["silent", "stalled"])
def test_cancelling_the_task_aborts(fetch, server, path: str) -> None:
    assert "TimeoutError" == fetch(
        f"""
        async def read():
            return await (await pyfetch(f"{{url}}/{path}")).bytes()
        try:
            await asyncio.wait_for(read(), 0.2)
        except TimeoutError as error:
            name = type(error).__name__
        name
        """
    )
    assert server.has_been_left()


@pytest.mark.parametrize("delay", [0, 0.3])
def test_a_response_that_is_dropped_lets_go(fetch, server, delay: float) -> None:
    """Whether a part of the body has come in by then or not."""
    assert 200 == fetch(
        f"""
        response = await pyfetch(f"{{url}}/stalled")
        await asyncio.sleep({delay})
        status = response.status
        del response
        gc.collect()
        status
        """
    )
    assert server.has_been_left()


def test_clones_that_are_dropped_let_go(fetch, server) -> None:
    fetch(
        """
        response = await pyfetch(f"{url}/stalled")
        clone = response.clone()
        await asyncio.sleep(0.1)
        del response, clone
        """
    )
    assert server.has_been_left()


def test_a_clone_outlives_the_other(fetch) -> None:
    assert "héllo 🐍" == fetch(
        """
        response = await pyfetch(f"{url}/text")
        clone = response.clone()
        del response
        await clone.text()
        """
    )


def test_the_response_of_javascript_outlives_ours(fetch) -> None:
    assert "héllo 🐍" == fetch(
        """
        response = (await pyfetch(f"{url}/text")).js_response
        await response.text()
        """
    )


def test_addresses_without_a_connection(fetch) -> None:
    assert ["abc", "AbortError"] == fetch(
        """
        response = await pyfetch("data:text/plain,abc")
        text = await response.text()
        response = await pyfetch("data:text/plain,abc")
        response.abort()
        try:
            await response.text()
        except AbortError as error:
            name = type(error).__name__
        [text, name]
        """
    )


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("archive.zip", ""),
        ("archive-1.0.tar.gz", ""),
        ("archive.zip?query=1.tar", ""),
        ("archive.zip", "format='zip'"),
        ("archive-1.0.tar.gz", "format='gztar'"),
    ],
)
def test_unpack_archive(fetch, name: str, arguments: str) -> None:
    assert ["a.txt", "folder/b.txt"] == fetch(
        f"""
        import shutil
        from pathlib import Path
        target = Path("unpacked")
        response = await pyfetch(f"{{url}}/files/{name}")
        await response.unpack_archive(extract_dir="unpacked", {arguments})
        names = sorted(path.read_text() for path in target.rglob("*.txt"))
        shutil.rmtree(target)
        names
        """
    )


@pytest.mark.parametrize(
    ("name", "error"),
    [("archive", "ValueError"), ("climbing.zip", "ValueError"), ("broken.zip", "ReadError")],
)
def test_archives_that_cannot_be_unpacked(fetch, name: str, error: str) -> None:
    assert [error, False, []] == fetch(
        f"""
        import tempfile
        from pathlib import Path
        before = set(Path(tempfile.gettempdir()).iterdir())
        response = await pyfetch(f"{{url}}/files/{name}")
        try:
            await response.unpack_archive(extract_dir="unpacked")
        except Exception as error:
            name = type(error).__name__
        [name, Path("unpacked").exists(), list(set(Path(tempfile.gettempdir()).iterdir()) - before)]
        """
    )


def test_fetch_response_ok_and_status_text_and_js_response(fetch, server) -> None:
    """And body_used: what a response says of itself."""
    result = fetch(
        """
        response = await pyfetch(url + "/text")
        before = response.body_used
        await response.text()
        missing = await pyfetch(url + "/status/404")
        [response.ok, before, response.body_used, response.js_response.status, missing.ok, missing.status_text]
        """
    )

    assert [True, False, True, 200, False, "Not Found"] == result


def test_errors_are_os_errors(fetch) -> None:
    """HttpStatusError, BodyUsedError, AbortError and NetworkError, each under OSError."""
    code = "[issubclass(error, OSError) for error in (HttpStatusError, BodyUsedError, AbortError, NetworkError)]"

    assert [True] * 4 == fetch(code)


def test_http_status_error(fetch, server) -> None:
    result = fetch(
        """
        try:
            (await pyfetch(url + "/status/503")).raise_for_status()
        except HttpStatusError as error:
            result = [error.status, error.status_text, error.url]
        result
        """
    )

    assert [503, "Service Unavailable", f"{server.url}/status/503"] == result


def test_body_used_error(fetch) -> None:
    result = fetch(
        """
        response = await pyfetch(url + "/text")
        await response.bytes()
        try:
            await response.bytes()
        except BodyUsedError as error:
            result = type(error).__name__
        result
        """
    )

    assert "BodyUsedError" == result


def test_abort_error(fetch) -> None:
    result = fetch(
        """
        from js import AbortController
        controller = AbortController.new()
        controller.abort("enough")
        try:
            await pyfetch(url + "/text", signal=controller.signal)
        except AbortError as error:
            result = type(error).__name__
        result
        """
    )

    assert "AbortError" == result


def test_network_error(fetch) -> None:
    result = fetch(
        """
        try:
            await pyfetch("http://127.0.0.1:1/")
        except NetworkError as error:
            result = type(error).__name__
        result
        """
    )

    assert "NetworkError" == result
