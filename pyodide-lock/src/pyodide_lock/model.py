"""The content of `pyodide-lock.json` as typed objects.

The keys are those that published readers know; those that forbid others are the reason why no key can be added here.
What a distribution adds of its own is in the file beside it (`companion.py`).
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal, Self

from packaging.utils import NormalizedName, canonicalize_name
from pydantic import Field, SerializerFunctionWrapHandler, field_validator, model_serializer

from pyodide_lock.json_file import read_json, write_json
from pyodide_lock.validation import Strict, validated, without_empty

Arch = Literal["wasm32", "wasm64"]
InstallDir = Literal["site", "dynlib", "stdlib"]
PackageType = Literal["package", "cpython_module", "shared_library", "static_library"]
Tool = dict[str, dict[str, Any]]
PACKAGE_TYPES: Mapping[str, PackageType] = {"dynlib": "shared_library", "stdlib": "cpython_module"}


class InfoSpec(Strict):
    """What the packages are for.

    Attributes:
        arch: The machine.
        platform: `emscripten_X_Y_Z`, the compiler's version.
        version: The distribution's version, by itself of no consequence; readers before 0.1.3 need the key.
        python: Python's version.
        abi_version: The year and patch level of the ABI that wheels name in their platform tag (PEP 783),
            `2025_0` for example; older lock files have none.
    """

    arch: Arch = "wasm32"
    platform: str
    version: str = "0.0.0"
    python: str
    abi_version: str | None = None

    @model_serializer(mode="wrap")
    def _without_empty(self, serialize: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return without_empty(serialize(self), "abi_version")


def _package_type(found: dict[str, Any]) -> PackageType:
    return PACKAGE_TYPES.get(found.get("install_dir", "site"), "package")


class PackageSpec(Strict):
    """One package: where it is, what it brings, what it needs.

    Attributes:
        name: As the project spells it; the key in `packages` is the normalised one.
        version: Its version.
        file_name: A URL, or a path relative to the lock file.
        install_dir: `site` for site-packages, `dynlib` for libraries that wheels share.
        sha256: Hash of the file.
        package_type: What kind of file it is; before 0.24 `install_dir` alone says so.
        imports: The top-level names that can be imported once it is loaded.
        depends: The packages that are loaded with it.
        unvendored_tests: Whether its tests are a package of their own, `<name>-tests`.
        shared_library: Whether readers up to 0.26 link what is in it for everyone to use.
        tool: Tables of other tools by name; readers before 0.2.1 refuse a lock file with the key.
    """

    name: str
    version: str
    file_name: str
    install_dir: InstallDir
    sha256: str = ""
    package_type: PackageType = Field(default_factory=_package_type)
    imports: list[str] = Field(default_factory=list)
    depends: list[str] = Field(default_factory=list)
    unvendored_tests: bool = False
    shared_library: bool = False
    tool: Tool = Field(default_factory=dict)

    @property
    def key(self) -> NormalizedName:
        """The key under which a new package goes into `packages`."""
        return canonicalize_name(self.name)

    @model_serializer(mode="wrap")
    def _without_empty(self, serialize: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return without_empty(serialize(self), "shared_library", "tool")


class PyodideLockSpec(Strict):
    """A lock file: what the packages are for, and the packages by their normalised names.

    Lock files up to 0.24 have some keys that are not normalised; they stay as they are, and `find` knows them.
    """

    info: InfoSpec
    packages: dict[str, PackageSpec]
    tool: Tool = Field(default_factory=dict)

    @field_validator("packages")
    @classmethod
    def _unique(cls, packages: dict[str, PackageSpec]) -> dict[str, PackageSpec]:
        spelled: dict[NormalizedName, str] = {}
        for key in packages:
            if (other := spelled.setdefault(canonicalize_name(key), key)) != key:
                raise ValueError(f"{other!r} and {key!r} are the same name")
        return packages

    @model_serializer(mode="wrap")
    def _without_empty(self, serialize: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return without_empty(serialize(self), "tool")

    @classmethod
    def from_json(cls, path: Path | str) -> Self:
        """Read a lock file; `SpecValidationError` names each bad key."""
        return validated(cls, read_json(Path(path)), str(path))

    def to_json(self, path: Path | str, indent: int | None = None) -> None:
        """Write it, always the same way; the file changes as a whole or not at all."""
        write_json(Path(path), self.to_dict(), indent)

    def clone(self) -> Self:
        """Return a copy that shares nothing."""
        return self.model_copy(deep=True)

    def find(self, name: str) -> PackageSpec | None:
        """Return the package of that name, however it is spelled."""
        return next((self.packages[key] for key in self._keys(name)), None)

    def add(self, package: PackageSpec) -> None:
        """Put a package in, in the place of one of the same name."""
        self.remove(package.name)
        self.packages[package.key] = package

    def remove(self, name: str) -> None:
        """Take the package of that name out, if there is one."""
        for key in self._keys(name):
            del self.packages[key]

    def add_wheels(
        self,
        wheels: Iterable[Path],
        base_path: Path | None = None,
        base_url: str = "",
        ignore_missing_dependencies: bool = False,
    ) -> None:
        """Put wheels in as `pyodide_lock.add_wheels` does; an error leaves everything as it was."""
        from pyodide_lock.add_wheels import add_wheels  # it needs this module

        self.packages = add_wheels(self, wheels, base_path, base_url, ignore_missing_dependencies).packages

    def check_wheel_filenames(self) -> None:
        """Compare the names of wheels with the names and versions of packages; `LockfileError` lists what differs."""
        from pyodide_lock.check import check_wheel_filenames  # it needs this module

        check_wheel_filenames(self)

    def _keys(self, name: str) -> list[str]:
        key = canonicalize_name(name)
        if key in self.packages:
            return [key]
        return [each for each in self.packages if canonicalize_name(each) == key]
