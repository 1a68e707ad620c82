"""Values on their way between pytest and JavaScript, as realm.js encodes them."""

import base64
import math
from typing import Any


class BigInt(int):
    """An integer that is a BigInt in JavaScript; equal only to another of its kind."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, BigInt) and int(self) == int(other)

    __hash__ = int.__hash__

    def __repr__(self) -> str:
        return f"BigInt({int(self)})"


class Undefined:
    """JavaScript's undefined; null is None."""

    def __repr__(self) -> str:
        return "UNDEFINED"


UNDEFINED = Undefined()


def encode(value: object) -> Any:
    """Make what realm.js decodes."""
    if isinstance(value, BigInt):
        return {"$": "bigint", "value": str(int(value))}
    if isinstance(value, float) and (not math.isfinite(value) or (value == 0 and math.copysign(1, value) < 0)):
        text = "NaN" if math.isnan(value) else str(value).replace("inf", "Infinity")
        return {"$": "float", "value": text}
    if isinstance(value, Undefined):
        return {"$": "undefined"}
    if isinstance(value, bytes):
        return {"$": "bytes", "value": base64.b64encode(value).decode()}
    if isinstance(value, list | tuple):
        return [encode(item) for item in value]
    if isinstance(value, dict):
        return {key: encode(item) for key, item in value.items()}
    return value


def decode(value: Any) -> Any:
    """Read what realm.js encodes."""
    if isinstance(value, list):
        return [decode(item) for item in value]
    if not isinstance(value, dict):
        return value
    match value.get("$"):
        case "undefined":
            return UNDEFINED
        case "bigint":
            return BigInt(value["value"])
        case "float":
            return float(value["value"])
        case "bytes":
            return base64.b64decode(value["value"])
    return {key: decode(item) for key, item in value.items()}
