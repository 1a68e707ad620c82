"""Requests that block Python until the answer is there."""

from dataclasses import dataclass
from typing import Any

from _pyodide.without_javascript import require_javascript
from pyodide.http._errors import NetworkError, explain


@dataclass(frozen=True)
class Answer:
    """What came back."""

    url: str
    status: int
    status_text: str
    headers: dict[str, str]
    content: bytes

    @property
    def text(self) -> str:
        """The content, in the encoding that the headers name; in UTF-8 if they name none."""
        for parameter in self.headers.get("content-type", "").split(";")[1:]:
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "charset":
                try:
                    return self.content.decode(value.strip().strip("\"'"), "replace")
                except LookupError:
                    break
        return self.content.decode("utf-8-sig", "replace")


def request(method: str, url: str, headers: dict[str, str], body: str | bytes | None) -> Answer:
    """Make a request with XMLHttpRequest, or in Node.js by a thread of its own.

    Raises:
        NetworkError: there is no answer, or none that the page may see.
        ValueError: the address or a header is wrong.
        RuntimeError: this environment has no blocking requests.
    """
    require_javascript("A request")
    import js
    import pyodide_js

    if hasattr(js, "XMLHttpRequest"):
        return _request_by_xhr(js.XMLHttpRequest.new(), method, url, headers, body)
    make_request = getattr(pyodide_js._api, "requestSync", None)
    if make_request is None:
        raise RuntimeError("Blocking requests are not possible here (service workers have none): use pyfetch()")
    return _request_by_thread(make_request, method, url, headers, body)


def _request_by_xhr(xhr: Any, method: str, url: str, headers: dict[str, str], body: str | bytes | None) -> Answer:
    from pyodide.ffi import JsException, to_js

    try:
        xhr.open(method, url, False)
        for name, value in headers.items():
            xhr.setRequestHeader(name, value)
    except JsException as error:
        raise ValueError(f"Cannot fetch {url}: {error.message}") from error
    # A page may not ask for an ArrayBuffer; this character set maps the bytes from 0x80 on to U+F780 and on.
    xhr.overrideMimeType("text/plain; charset=x-user-defined")
    try:
        xhr.send(to_js(body))
    except JsException as error:
        raise NetworkError(url, explain(error)) from error
    lines = [line.partition(": ") for line in xhr.getAllResponseHeaders().split("\r\n") if line]
    return Answer(
        url=xhr.responseURL or url,
        status=xhr.status,
        status_text=xhr.statusText,
        headers={name.lower(): value for name, _, value in lines},
        content=xhr.responseText.encode("utf-16-le", "surrogatepass")[::2],
    )


def _request_by_thread(
    make_request: Any, method: str, url: str, headers: dict[str, str], body: str | bytes | None
) -> Answer:
    import js
    from pyodide.ffi import to_js

    options = {"method": method, "headers": list(headers.items()), "body": body}
    answer = make_request(url, to_js(options, dict_converter=js.Object.fromEntries))
    if hasattr(answer, "error"):
        raise NetworkError(url, answer.error)
    return Answer(
        url=answer.url or url,
        status=answer.status,
        status_text=answer.statusText,
        headers=dict(answer.headers),
        content=answer.body.to_bytes(),
    )
