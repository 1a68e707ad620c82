"""Scalars that only JavaScript tells apart."""

from typing import Self


class JsNull:
    """The type of jsnull."""

    def __new__(cls) -> Self:
        """Refuse.

        Raises:
            TypeError: always; there is one, jsnull.
        """
        raise TypeError("cannot create 'JsNull' instances: there is one, jsnull")

    def __repr__(self) -> str:
        return "jsnull"

    def __bool__(self) -> bool:
        return False

    def __reduce__(self) -> str:
        return "jsnull"


jsnull = object.__new__(JsNull)
"""JavaScript's null, where it must differ from undefined, which is None."""


class JsBigInt(int):
    """An int that is a BigInt in JavaScript, however small."""
