"""Make models of data, and say what is wrong with it in the words of a lock file."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from pyodide_lock.errors import SpecValidationError

EXPECTED = {
    "bool_type": "true or false",
    "dict_type": "an object",
    "list_type": "a list",
    "model_type": "an object",
    "string_type": "a string",
}


class Strict(BaseModel):
    """Objects whose keys and types are all known: `"unvendored_tests": "no"` is a mistake, not a truth."""

    model_config = ConfigDict(extra="forbid", strict=True, validate_assignment=True)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Make one of JSON's objects; `SpecValidationError` names each bad key."""
        return validated(cls, data, f"This {cls.__name__}")

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON's objects, the way it is written."""
        return self.model_dump(mode="json")


def without_empty(data: dict[str, Any], *keys: str) -> dict[str, Any]:
    """Leave out keys that say nothing and that some readers refuse."""
    return {key: value for key, value in data.items() if key not in keys or value not in (None, False, {})}


def validated[Model: BaseModel](model: type[Model], data: Any, origin: str) -> Model:
    """Return the data as a model; `SpecValidationError` names each bad key of it."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        errors = error.errors(include_url=False)
        problems = [describe(each) for each in errors if each["type"] != "default_factory_not_called"]
        raise SpecValidationError(origin, problems) from None


def describe(error: ErrorDetails) -> str:
    """Return `key: what is wrong` for one of pydantic's errors."""
    location, kind = error["loc"], error["type"]
    path = key_path(location) or "the file"
    if kind == "missing":
        return f"{path}: missing"
    if kind == "extra_forbidden":
        return f"{path}: unknown key"
    if kind == "literal_error":
        return f"{path}: expected {error['ctx']['expected']}, found {shown(error['input'])}"
    if kind in EXPECTED:
        return f"{path}: expected {EXPECTED[kind]}, found {shown(error['input'])}"
    if kind == "value_error":
        return f"{path}: {error['ctx']['error']}"
    return f"{path}: {error['msg']}"


def key_path(location: Iterable[int | str]) -> str:
    """Spell a location the way one would reach it: `packages["ruamel.yaml"].imports[0]`."""
    path = ""
    for part in location:
        if isinstance(part, int):
            path += f"[{part}]"
        elif re.fullmatch(r"[\w-]+", part):
            path += f".{part}" if path else part
        else:
            path += f'["{part}"]'
    return path


def shown(value: Any) -> str:
    """Name a JSON value: as it is where it is short, else by its kind."""
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case str():
            return f'the string "{value}"' if len(value) <= 40 else f'the string "{value[:40]}..."'
        case int() | float():
            return f"the number {value}"
        case list():
            return "a list"
        case dict():
            return "an object"
    return type(value).__name__
