import json

from pyodide_lock import InfoSpec, PackageSpec, PyodideLockSpec
from pyodide_lock.companion import PyodideIndex
from pyodide_lock.schema import json_schema


def test_the_schema_has_every_key_of_a_lock_file():
    schema = json.loads(json_schema(PyodideLockSpec))

    assert "https://json-schema.org/draft/2020-12/schema" == schema["$schema"]
    assert (["info", "packages"], False) == (schema["required"], schema["additionalProperties"])
    for model in (InfoSpec, PackageSpec):
        assert model.model_fields.keys() == schema["$defs"][model.__name__]["properties"].keys()
    package = schema["$defs"]["PackageSpec"]
    assert ["name", "version", "file_name", "install_dir"] == package["required"]
    assert ["site", "dynlib", "stdlib"] == package["properties"]["install_dir"]["enum"]


def test_the_schema_of_the_file_beside_it():
    schema = json.loads(json_schema(PyodideIndex))

    assert {"type": "array", "items": {"type": "string"}}.items() <= schema["properties"]["index_urls"].items()
