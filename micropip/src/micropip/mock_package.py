"""Packages that only pretend: they satisfy requirements, and their modules are what the caller says."""

import importlib
import importlib.machinery
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.metadata import Distribution, DistributionFinder, MetadataPathFinder, PackageNotFoundError
from importlib.metadata import distributions as all_distributions
from pathlib import Path
from types import ModuleType
from typing import Any

from micropip.bookkeeping import INSTALLER, MOCK, SOURCE, source_of
from micropip.host.wheels import WheelFolder
from micropip.listing import normalize

type ModuleSource = str | Callable[[ModuleType], object] | None

METADATA = "Metadata-Version: 2.1\nName: {name}\nVersion: {version}\nSummary: {name} mock package\n"
PERSISTENT_MODULES = "PYODIDE_MOCK_MODULES"


class MockDistribution(Distribution):
    """A distribution that is nowhere but in memory."""

    def __init__(self, name: str, version: str, modules: Mapping[str, ModuleSource]) -> None:
        self.modules = modules
        self._files = {
            "METADATA": METADATA.format(name=name, version=version),
            "INSTALLER": f"{INSTALLER}\n",
            SOURCE: MOCK,
        }

    def read_text(self, filename: Any) -> str | None:
        return self._files.get(str(filename))

    def locate_file(self, path: Any) -> Any:
        raise FileNotFoundError(f"{path} is part of a mock package, which has no files")


class MockFinder(DistributionFinder, MetaPathFinder, Loader):
    """Finds mock packages in memory, and their modules."""

    def __init__(self) -> None:
        self.packages: dict[str, MockDistribution] = {}

    def find_distributions(self, context: Any = DistributionFinder.Context()) -> Iterator[Distribution]:  # noqa: B008 - the signature of the base
        name = None if context.name is None else normalize(context.name)
        yield from (package for key, package in self.packages.items() if name in {None, key})

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        for package in self.packages.values():
            if fullname in package.modules:
                is_package = any(name.startswith(f"{fullname}.") for name in package.modules)
                return importlib.machinery.ModuleSpec(fullname, self, is_package=is_package)
        return None

    def exec_module(self, module: ModuleType) -> None:
        source = next(
            package.modules[module.__name__] for package in self.packages.values() if module.__name__ in package.modules
        )
        if callable(source):
            source(module)
        elif source:
            exec(compile(dedent(source), f"<mock module {module.__name__}>", "exec"), module.__dict__)


FINDER = MockFinder()


def add_mock_package(
    name: str, version: str, modules: Mapping[str, ModuleSource] | None, *, persistent: bool, site_packages: Path
) -> None:
    """Add a package, or replace the mock package of that name; `micropip.add_mock_package` describes the arguments."""
    modules = with_parents({name.replace("-", "_"): ""} if modules is None else modules)
    forget(name)
    if persistent:
        write(name, version, modules, site_packages)
    else:
        FINDER.packages[normalize(name)] = MockDistribution(name, version, modules)
        if FINDER not in sys.meta_path:
            # Before others, which know where a real module of that name could be had.
            sys.meta_path.insert(0, FINDER)
    importlib.invalidate_caches()


def with_parents(modules: Mapping[str, ModuleSource]) -> dict[str, ModuleSource]:
    """Return modules with the packages that they are in."""
    complete: dict[str, ModuleSource] = {}
    for name in modules:
        parts = name.split(".")
        complete |= {".".join(parts[:end]): "" for end in range(1, len(parts))}
    return complete | dict(modules)


def mock_packages() -> list[str]:
    """Return the names of all mock packages."""
    return [distribution.name for distribution in all_distributions() if source_of(distribution) == MOCK]


def remove_mock_package(name: str) -> None:
    """Remove a mock package, and its modules if they were imported.

    Raises:
        PackageNotFoundError: there is no package of that name.
        ValueError: it is a real one.
    """
    if not forget(name):
        if any(normalize(each.name or "") == normalize(name) for each in all_distributions()):
            raise ValueError(f"{name} is not a mock package: micropip.uninstall removes it")
        raise PackageNotFoundError(name)


def forget(name: str) -> bool:
    """Remove a mock package, and tell whether there was one."""
    package = FINDER.packages.pop(normalize(name), None)
    if package is not None:
        forget_modules(package.modules)
        return True
    for distribution in MetadataPathFinder.find_distributions(DistributionFinder.Context(name=name)):
        if source_of(distribution) == MOCK:
            modules = json.loads(distribution.read_text(PERSISTENT_MODULES) or "[]")
            WheelFolder(Path(str(distribution.locate_file("")))).uninstall(name)
            forget_modules(modules)
            return True
    return False


def forget_modules(names: Iterator[str] | Sequence[str] | Mapping[str, ModuleSource]) -> None:
    """Make imports look for modules again."""
    for name in names:
        sys.modules.pop(name, None)
    importlib.invalidate_caches()


def write(name: str, version: str, modules: Mapping[str, ModuleSource], site_packages: Path) -> None:
    """Put a package into a folder.

    Raises:
        TypeError: a module is made by a function, which cannot be kept.
    """
    files: dict[str, str] = {}
    for module, source in modules.items():
        if callable(source):
            raise TypeError(f"The module {module} is made by a function, which cannot be kept: give its source")
        is_package = any(other.startswith(f"{module}.") for other in modules)
        files[module.replace(".", "/") + ("/__init__.py" if is_package else ".py")] = dedent(source or "")
    dist_info = f"{name.replace('-', '_')}-{version}.dist-info"
    files[f"{dist_info}/METADATA"] = METADATA.format(name=name, version=version)
    files[f"{dist_info}/INSTALLER"] = f"{INSTALLER}\n"
    files[f"{dist_info}/{SOURCE}"] = MOCK
    files[f"{dist_info}/{PERSISTENT_MODULES}"] = json.dumps(list(modules))
    files[f"{dist_info}/RECORD"] = "".join(f"{path},,\n" for path in [*files, f"{dist_info}/RECORD"])
    for path, text in files.items():
        target = site_packages / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)


def dedent(source: str) -> str:
    """Remove common indentation, so that sources can be written inside of others."""
    import textwrap

    return textwrap.dedent(source)
