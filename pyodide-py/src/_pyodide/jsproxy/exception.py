"""Errors."""

from typing import Any, Self

from _pyodide.jsproxy.proxy import JsProxy


class JsException(JsProxy, Exception):
    """A value that JavaScript threw, an Error most of the time. It can be pickled."""

    name: str
    """The name of the Error's class."""
    message: str
    stack: str
    """Where the Error was made, in the words of the engine."""

    def __new__(cls, name: str = "Error", message: str = "", stack: str = "") -> Self:
        """Make an Error of the JavaScript class with that name, if there is one."""
        self = Exception.__new__(cls, name, message, stack)
        vars(self).update(name=name, message=message, stack=stack)
        return self

    def __str__(self) -> str:
        return f"{self.name}: {self.message}" if self.message else self.name

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.name, self.message, self.stack)

    @classmethod
    def new(cls, *args: Any) -> Self:
        """Construct: JavaScript's `new Error(message)`."""
        return cls("Error", str(args[0]) if args else "")
