"""Text from an address, at once."""

from io import StringIO

from pyodide.http._blocking import Request, send
from pyodide.http._errors import HttpStatusError


def open_url(url: str) -> StringIO:
    """Fetch text while Python waits.

    In a page this also stops everything else; `pyfetch` does not, and is the way to get binary data.

    Args:
        url: The address.

    Raises:
        HttpStatusError: the server answered with a status of 400 or above.
        NetworkError: there is no answer, or none that the page may see.
        ValueError: the address is wrong.
        RuntimeError: this environment has no blocking requests: service workers.
    """
    answer = send(Request("GET", url))
    if answer.status >= 400:
        raise HttpStatusError(answer.status, answer.status_text, answer.url)
    return StringIO(answer.text)
