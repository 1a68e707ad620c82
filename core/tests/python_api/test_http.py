"""pyodide.http's asynchronous requests."""

import base64

import pytest

from harness.errors import ThrownError
from harness.http_server import EVERY_BYTE


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
