"""Open pages in the browser that Python runs in; takes the place of the standard module, which starts programs."""

__all__ = ["Error", "open", "open_new", "open_new_tab"]


class Error(Exception):
    """There is no browser: Python runs in a worker or under Node.js."""


def open(url: str, new: int = 0, autoraise: bool = True) -> bool:
    """Show a page and tell whether the browser did: it refuses windows that nobody clicked for.

    Args:
        url: The page's address.
        new: 0 for the window or tab of an earlier call, 1 for a new window, 2 for a new tab.
        autoraise: Ignored: the browser decides.

    Raises:
        Error: there is no browser to show it.
    """
    import js

    if not hasattr(js, "window"):
        raise Error("webbrowser needs the main thread of a page: there is no window here")
    target, features = [("pyodide", ""), ("_blank", "popup"), ("_blank", "")][new]
    return js.window.open(url, target, features) is not None


def open_new(url: str) -> bool:
    """Show a page in a new window; see open()."""
    return open(url, 1)


def open_new_tab(url: str) -> bool:
    """Show a page in a new tab; see open()."""
    return open(url, 2)
