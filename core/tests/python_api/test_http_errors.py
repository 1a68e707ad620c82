"""What pyodide.http raises."""

import pytest

from harness.errors import ThrownError


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
