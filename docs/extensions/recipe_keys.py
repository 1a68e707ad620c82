"""Describe the keys of `meta.yaml` in MyST, from the model that reads it."""

import enum
import types
import typing
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from extensions.markdown import code

TEXTS = {str: "text", bool: "true or false", int: "number"}


def describe_model(model: type[BaseModel], path: str = "") -> str:
    """Describe the keys of a model, and under a title of their own those of each section."""
    rows, sections = [], []
    for name, field in model.model_fields.items():
        if field.exclude:
            continue
        key = field.alias or name
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            inner = field.annotation
            title = f"## `{path}{key}`\n\n{(inner.__doc__ or '').strip()}\n"
            sections.append(f"{title}\n{describe_model(inner, f'{path}{key}.')}")
        else:
            rows.append(_row(key, field))
    return "\n".join([*rows, *sections])


def _row(key: str, field: FieldInfo) -> str:
    notes = [_type(field.annotation)]
    if field.is_required():
        notes.append("required")
    elif field.default not in (None, "", (), {}):
        notes.append(f"by default {code(_value(field.default))}")
    description = f" — {field.description}" if field.description else ""
    return f"{code(key)}\n: {', '.join(notes)}{description}\n"


def _type(annotation: Any) -> str:
    """Return what a value may be, in words."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _type(arguments[0])
    if origin in (typing.Union, types.UnionType):
        return " or ".join(_type(each) for each in arguments if each is not type(None))
    if origin is tuple:
        inner = arguments[0]
        if typing.get_origin(inner) is tuple:
            return "a list of pairs"
        return f"a list of {_type(inner)}s" if _type(inner) == "text" else "a list"
    if origin is dict or annotation is dict:
        return "keys of your own"
    if isinstance(annotation, type) and issubclass(annotation, enum.Enum):
        return "one of " + ", ".join(code(str(each.value)) for each in annotation)
    return TEXTS.get(annotation, "a path" if getattr(annotation, "__name__", "") == "Path" else "any value")


def _value(default: Any) -> str:
    if isinstance(default, enum.Enum):
        return str(default.value)
    return str(default).lower() if isinstance(default, bool) else str(default)
