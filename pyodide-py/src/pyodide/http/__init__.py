"""HTTP requests, made by JavaScript: asynchronous ones with `pyfetch`, blocking ones with `open_url` and `pyxhr`."""

from pyodide.http import pyxhr
from pyodide.http._errors import AbortError, BodyUsedError, HttpStatusError, NetworkError
from pyodide.http._fetch import pyfetch
from pyodide.http._open_url import open_url
from pyodide.http._response import FetchResponse

__all__ = [
    "AbortError",
    "BodyUsedError",
    "FetchResponse",
    "HttpStatusError",
    "NetworkError",
    "open_url",
    "pyfetch",
    "pyxhr",
]
