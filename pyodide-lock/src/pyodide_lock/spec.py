"""The models where pyodide-build and jupyterlite-pyodide-kernel import them from."""

from pyodide_lock.errors import SpecValidationError
from pyodide_lock.model import InfoSpec, PackageSpec, PyodideLockSpec

__all__ = ["InfoSpec", "PackageSpec", "PyodideLockSpec", "SpecValidationError"]
