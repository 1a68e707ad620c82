"""JSON schemas (draft 2020-12) of the files, made of the models."""

import json

from pydantic import BaseModel

from pyodide_lock.companion import PyodideIndex
from pyodide_lock.model import PyodideLockSpec

LOCKFILE_SCHEMA = PyodideLockSpec
INDEX_SCHEMA = PyodideIndex


def json_schema(model: type[BaseModel]) -> str:
    """Return the schema of what readers accept."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema(mode="validation")}
    return json.dumps(schema, indent=2)
