"""Blocking requests in the style of the requests package.

In a page they stop everything else until the answer is there; `pyodide.http.pyfetch` does not.

Examples:
    >>> from pyodide.http import pyxhr
    >>> response = pyxhr.get("https://example.com/data.json", params={"page": 2})
    >>> response.raise_for_status()
    >>> data = response.json()
"""

import base64
import json as json_module
from typing import Any

from pyodide.http._blocking import Answer, Request, send
from pyodide.http._errors import HttpStatusError

__all__ = ["XHRResponse", "delete", "get", "head", "options", "patch", "post", "put"]


class XHRResponse:
    """The answer to a blocking request."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __repr__(self) -> str:
        return f"<XHRResponse {self.status_code} {self.url}>"

    @property
    def status_code(self) -> int:
        """The status code."""
        return self._answer.status

    @property
    def ok(self) -> bool:
        """Whether the status is below 400."""
        return self._answer.status < 400

    @property
    def headers(self) -> dict[str, str]:
        """The headers, with names in lower case; only those that CORS allows to see."""
        return self._answer.headers

    @property
    def url(self) -> str:
        """Where the answer came from in the end."""
        return self._answer.url

    @property
    def content(self) -> bytes:
        """The body."""
        return self._answer.content

    @property
    def text(self) -> str:
        """The body, in the encoding that the headers name; in UTF-8 if they name none."""
        return self._answer.text

    def json(self, **kwargs: Any) -> Any:
        """Return what the body describes in JSON.

        Args:
            **kwargs: Arguments for `json.loads`.

        Raises:
            json.JSONDecodeError: it is not JSON.
        """
        return json_module.loads(self.text, **kwargs)

    def raise_for_status(self) -> None:
        """Complain if the server did.

        Raises:
            HttpStatusError: the status is 400 or above.
        """
        if not self.ok:
            raise HttpStatusError(self._answer.status, self._answer.status_text, self._answer.url)


def _send(
    method: str,
    url: str,
    *,
    params: dict[str, Any] | None = None,
    data: str | bytes | None = None,
    json: Any = None,
    headers: dict[str, str] | None = None,
    auth: tuple[str, str] | None = None,
) -> XHRResponse:
    """Make a request.

    Args:
        method: The method.
        url: The address.
        params: Added to the address as its query.
        data: The body.
        json: The body, as what is to be described in JSON.
        headers: Headers.
        auth: A name and a password.
    """
    headers = dict(headers or {})
    names = {name.lower() for name in headers}
    if params:
        from urllib.parse import urlencode

        address, hash_sign, fragment = url.partition("#")
        url = address + ("&" if "?" in address else "?") + urlencode(params, doseq=True) + hash_sign + fragment
    if json is not None:
        if data is not None:
            raise ValueError("A request has one body: give data or json")
        data = json_module.dumps(json)
        if "content-type" not in names:
            headers["Content-Type"] = "application/json"
    if auth is not None:
        name, password = auth
        headers["Authorization"] = "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()
    return XHRResponse(send(Request(method, url, headers.items(), data)))


def get(url: str, **options: Any) -> XHRResponse:
    """Make a GET request.

    Args:
        url: The address.
        **options: `params`, a dict added to the address as its query; `headers`, a dict; `auth`, a name and a
            password; `data`, the body as str or bytes; `json`, the body as what is to be described in JSON.

    Raises:
        NetworkError: there is no answer, or none that the page may see.
        ValueError: the address or a header is wrong.
        RuntimeError: this environment has no blocking requests: service workers.
    """
    return _send("GET", url, **options)


def post(url: str, **options: Any) -> XHRResponse:
    """Make a POST request; see `get`."""
    return _send("POST", url, **options)


def put(url: str, **options: Any) -> XHRResponse:
    """Make a PUT request; see `get`."""
    return _send("PUT", url, **options)


def patch(url: str, **options: Any) -> XHRResponse:
    """Make a PATCH request; see `get`."""
    return _send("PATCH", url, **options)


def delete(url: str, **options: Any) -> XHRResponse:
    """Make a DELETE request; see `get`."""
    return _send("DELETE", url, **options)


def head(url: str, **options: Any) -> XHRResponse:
    """Make a HEAD request; see `get`."""
    return _send("HEAD", url, **options)


def options(url: str, **options: Any) -> XHRResponse:
    """Make an OPTIONS request; see `get`."""
    return _send("OPTIONS", url, **options)
