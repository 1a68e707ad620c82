"""What a recipe says, as its `meta.yaml` spells it."""

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Self

from packaging.requirements import InvalidRequirement, Requirement
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

from pyodide_build.recipe.backend_flags import parse_backend_flags
from pyodide_build.settings.model import Exports

# What `meta.yaml` has where a package's name alone is allowed.
NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?")


def is_name(text: str) -> str:
    """Refuse what is no package's name.

    Raises:
        ValueError: it is none, perhaps because a version follows.
    """
    if not NAME.fullmatch(text):
        raise ValueError(f"{text!r} is not a package's name; versions cannot be given here")
    return text


def is_requirement(text: str) -> str:
    """Refuse what pip does not understand as a requirement.

    Raises:
        ValueError: it is none.
    """
    try:
        Requirement(text)
    except InvalidRequirement as error:
        raise ValueError(f"{text!r} is no requirement, such as setuptools>=77") from error
    return text


def pinned(separator: str) -> AfterValidator:
    """Return what refuses anything but a name and a version with the separator between them."""

    def check(text: str) -> str:
        name, found, version = text.partition(separator)
        if not (NAME.fullmatch(name) and found and re.fullmatch(r"[\w.+!~:-]+", version)):
            raise ValueError(f"write NAME{separator}VERSION")
        return text

    return AfterValidator(check)


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
RequirementText = Annotated[Text, AfterValidator(is_requirement)]
PackageName = Annotated[Text, AfterValidator(is_name)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-fA-F]{64}$", to_lower=True)]


class Section(BaseModel):
    """A part of the file; a key that it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=lambda name: name.replace("_", "-"))


class PackageSection(Section):
    """Say what is built."""

    name: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]+$")] = Field(
        description="the package's name, which is also that of the recipe's folder"
    )
    version: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9.+!_~-]*$")] = Field(
        description="its version, as it is written: 1.10 is not 1.1"
    )
    top_level: tuple[Text, ...] = Field(default=(), description="what is imported; found in the wheel if not given")
    tag: tuple[Text, ...] = Field(default=(), description="groups that the package is in; `always` is always built")


class SourceSection(Section):
    """Say where the source comes from: from one place, or there is none."""

    url: Text | None = Field(default=None, description="the address of an archive, or of a wheel")
    pypi: Annotated[Text, pinned("==")] | None = Field(
        default=None, description="a source distribution or a wheel from the index that pip is configured for"
    )
    debian: Annotated[Text, pinned("=")] | None = Field(
        default=None, description="the upstream archive of a source package, from where apt is configured to look"
    )
    path: Path | None = Field(default=None, description="a folder or a file, seen from the recipe's folder")
    # Named with an underscore in the format.
    extract_dir: Text | None = Field(
        default=None, alias="extract_dir", description="the folder in the archive that is built, if there are several"
    )
    sha256: Sha256 | None = Field(default=None, description="the hash of what is fetched; of no meaning for a path")
    patches: tuple[Text, ...] = Field(default=(), description="files that `patch -p1` applies in the source's folder")
    extras: tuple[tuple[Text, Text], ...] = Field(
        default=(), description="files of the recipe to copy: each with its place in the source's folder"
    )

    @model_validator(mode="after")
    def check_place(self) -> Self:
        """Check that there is one place, and a hash of what is fetched."""
        places = [key for key in ("url", "pypi", "debian", "path") if getattr(self, key) is not None]
        if len(places) > 1:
            raise ValueError(f"{' and '.join(places)} exclude each other: a source comes from one place")
        if places and places != ["path"] and self.sha256 is None:
            raise ValueError(f"sha256 is missing: what {places[0]} leads to has to be known by its hash")
        return self


class BuildType(StrEnum):
    """What comes out."""

    PACKAGE = "package"
    STATIC_LIBRARY = "static_library"
    SHARED_LIBRARY = "shared_library"
    CPYTHON_MODULE = "cpython_module"


class BuildSection(Section):
    """Say how it is built."""

    type: BuildType = Field(default=BuildType.PACKAGE, description="what comes out")
    script: str = Field(
        default="", description="runs in the source's folder with the build machine's compilers; what it exports stays"
    )
    cross_script: str = Field(
        default="", description="runs after it with the target's compilers; what it exports is for the build backend"
    )
    post: str = Field(default="", description="runs in the folder of the unpacked wheel")
    cflags: str = Field(default="", description="for compiling C and C++; variables are replaced, also as `$(NAME)`")
    cxxflags: str = Field(default="", description="for compiling C++, besides cflags")
    ldflags: str = Field(default="", description="for linking shared libraries")
    exports: Exports | tuple[Text, ...] = Field(
        default=Exports.PYINIT,
        description="which symbols shared libraries show, or a list of them; of libraries it is `requested`",
    )
    backend_flags: tuple[tuple[str, str], ...] = Field(default=(), description="settings for the backend: KEY=VALUE")
    unvendor_tests: bool = Field(default=True, description="whether tests become a package of their own, NAME-tests")
    vendor_sharedlib: bool = Field(
        default=False, description="whether shared libraries that the package needs are copied into its wheel"
    )
    cross_build_env: bool = Field(default=False, description="others are compiled against files of this package")
    cross_build_files: tuple[Text, ...] = Field(
        default=(), description="which files: they replace those of the build machine's package of the same version"
    )

    @field_validator("exports", mode="before")
    @classmethod
    def check_exports(cls, given: object) -> object:
        """Say once what is wrong with a word that could have been one of several types."""
        if isinstance(given, str) and given not in Exports:
            raise ValueError(f"{given!r} is none of {', '.join(Exports)}, and no list of symbols")
        return given

    @field_validator("backend_flags", mode="before")
    @classmethod
    def split_backend_flags(cls, given: object) -> object:
        """Read the flags from one text, or from a list of texts."""
        return parse_backend_flags(given)

    @model_validator(mode="after")
    def check_script(self) -> Self:
        """Check that a library says how it is built, and that files to build against are announced."""
        if self.type is not BuildType.PACKAGE and not (self.script.strip() or self.cross_script.strip()):
            raise ValueError(f"script is missing: nothing else builds a {self.type.value}")
        if self.cross_build_files and not self.cross_build_env:
            raise ValueError("cross-build-files need cross-build-env: true")
        return self


class RequirementsSection(Section):
    """Say what else is needed."""

    run: tuple[PackageName, ...] = Field(default=(), description="packages that are loaded with it")
    host: tuple[PackageName, ...] = Field(default=(), description="packages and libraries that it is built with")
    executable: tuple[Text, ...] = Field(default=(), description="programs of the build machine that have to be there")
    build_extras: tuple[RequirementText, ...] = Field(
        default=(),
        description="what the build backend gets besides what it requires, as pip reads requirements",
        exclude_if=lambda given: not given,  # so that results of recipes without it, which had no such key, stay
    )
    constraint: tuple[Text, ...] = Field(default=(), description="versions of what the backend's environment gets")


class TestSection(Section):
    """Say how to see that it works."""

    imports: tuple[Text, ...] = Field(
        default=(), description="modules that are imported in the runtime after the build"
    )


class Recipe(Section):
    """A package of the distribution."""

    package: PackageSection
    source: SourceSection = SourceSection()
    build: BuildSection = BuildSection()
    requirements: RequirementsSection = RequirementsSection()
    test: TestSection = TestSection()
    about: dict[str, str] = Field(default={}, description="for readers: home, summary, license")
    extra: dict[str, Any] = Field(default={}, description="whatever others keep here")
    #: Where the file lies; not a key of it.
    folder: Path = Field(exclude=True)

    @property
    def name(self) -> str:
        """The package's name, which is the folder's, too."""
        return self.package.name

    @property
    def version(self) -> str:
        """The package's version."""
        return self.package.version
