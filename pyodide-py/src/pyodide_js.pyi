"""The API of this interpreter in JavaScript, which the runtime makes importable."""

from typing import Any

def __getattr__(name: str) -> Any: ...
