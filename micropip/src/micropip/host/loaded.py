"""pyodide.loadedPackages, as a mapping of Python."""

from collections.abc import Iterator, MutableMapping
from typing import Any


class LoadedPackages(MutableMapping[str, str]):
    """A view of an object of JavaScript."""

    def __init__(self, js_object: Any) -> None:
        self._js_object = js_object

    def __getitem__(self, name: str) -> str:
        try:
            return str(getattr(self._js_object, name))
        except AttributeError:
            raise KeyError(name) from None

    def __setitem__(self, name: str, source: str) -> None:
        setattr(self._js_object, name, source)

    def __delitem__(self, name: str) -> None:
        delattr(self._js_object, name)

    def __iter__(self) -> Iterator[str]:
        import js

        return iter(list(js.Object.keys(self._js_object)))

    def __len__(self) -> int:
        return sum(1 for _ in self)
