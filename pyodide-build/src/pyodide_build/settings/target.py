"""The platform that packages are built for, as its cross-build environment describes it."""

import json
import sys
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pyodide_build.errors import BrokenCrossBuildEnvironmentError, WrongPythonError

DESCRIPTION = "target.json"
SYSCONFIGDATA = "_sysconfigdata__emscripten_wasm32-emscripten"


class Target(BaseModel):
    """Versions and flags that everything built for the platform has to share."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    root: Path = Field(description="the folder pyodide-root of the cross-build environment")
    python_version: str = Field(pattern=r"^3\.\d+\.\d+$")
    emscripten_version: str = Field(pattern=r"^\d+\.\d+\.\d+$")
    abi_version: str = Field(pattern=r"^\d{4}_\d+$", description="year and number of the platform of PEP 783")
    pyodide_version: str
    cflags: tuple[str, ...] = Field(description="what compilers must be told for code of the platform's ABI")
    ldflags: tuple[str, ...] = Field(description="what linking a shared library needs besides")
    installation: Path | None = Field(default=None, description="Python for the target, if it is not in the root")

    @classmethod
    def read(cls, root: Path) -> Self:
        """Read the description in a cross-build environment.

        Raises:
            BrokenCrossBuildEnvironmentError: it is missing, or says nothing usable.
        """
        try:
            described = json.loads((root / DESCRIPTION).read_text(encoding="utf-8"))
            return cls.model_validate({**described, "root": root})
        except OSError as error:
            problem = f"{DESCRIPTION} cannot be read ({error.strerror})"
        except ValidationError as error:
            first = error.errors()[0]
            problem = f"{DESCRIPTION}, {'.'.join(map(str, first['loc']))}: {first['msg']}"
        except (ValueError, TypeError) as error:
            problem = f"{DESCRIPTION} is no JSON object ({error})"
        raise BrokenCrossBuildEnvironmentError(root, problem)

    def check_python(self, running: tuple[int, int] = sys.version_info[:2]) -> None:
        """Check that packages are built by a Python of the target's version, whose wheels and suffixes they get.

        Raises:
            WrongPythonError: this one is another.
        """
        found = ".".join(map(str, running))
        if found != self.python_minor:
            raise WrongPythonError(self.python_minor, found)

    @property
    def python_minor(self) -> str:
        """The version that extension modules depend on: `3.13`."""
        return self.python_version.rpartition(".")[0]

    @property
    def platform(self) -> str:
        """The platform as sysconfig.get_platform() spells it on the target."""
        return f"emscripten-{self.emscripten_version}-wasm32"

    @property
    def platform_tag(self) -> str:
        """The platform as the names of wheels spell it (PEP 425)."""
        return self.platform.replace("-", "_").replace(".", "_")

    @property
    def platforms(self) -> tuple[str, ...]:
        """The platforms whose wheels run on the target, the preferred one first (PEP 783)."""
        return (f"pyemscripten_{self.abi_version}_wasm32", f"pyodide_{self.abi_version}_wasm32", self.platform_tag)

    @property
    def extension_suffix(self) -> str:
        """What the names of extension modules end with."""
        return f".cpython-{self.python_minor.replace('.', '')}-wasm32-emscripten.so"

    @property
    def headers(self) -> Path:
        """The folder with Python.h."""
        return (self.installation or self.root) / "include" / f"python{self.python_minor}"

    @property
    def stdlib(self) -> Path:
        """The folder with the module that tells sysconfig about the target."""
        return (self.installation or self.root) / "lib" / f"python{self.python_minor}"

    @property
    def emsdk(self) -> Path:
        """The folder that `pyodide xbuildenv install-emscripten` installs into."""
        return self.root.parents[1] / "emsdk"

    @property
    def host_packages(self) -> Path:
        """The folder with packages that others compile against: numpy's headers, and such."""
        return self.root.parent / "site-packages-extras"
