"""Install Python packages where Python runs in WebAssembly: from indexes, from addresses, from the distribution.

Importing this costs next to nothing; the rest is imported when something is installed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from types import ModuleType

from micropip._version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from micropip.installer import Installer
    from micropip.listing import PackageDict

__all__ = [
    "__version__",
    "add_mock_package",
    "freeze",
    "install",
    "list",
    "list_mock_packages",
    "remove_mock_package",
    "set_constraints",
    "set_index_urls",
    "uninstall",
]


@cache
def default_installer() -> "Installer":
    """Return the installer of this interpreter, made when it is first needed."""
    from micropip.host.pyodide import PyodideHost
    from micropip.installer import Installer

    return Installer(PyodideHost())


async def install(
    requirements: str | Iterable[str],
    keep_going: bool = False,
    deps: bool = True,
    credentials: str | None = None,
    pre: bool = False,
    index_urls: Iterable[str] | str | None = None,
    *,
    constraints: Iterable[str] | None = None,
    reinstall: bool = False,
    verbose: bool | int | None = None,
) -> None:
    """Install packages and what they need: everything, or nothing if that cannot be.

    What is installed already and good enough stays. Then the distribution's own packages are looked at, then indexes.

    Args:
        requirements: One or several of these:

            - a requirement, such as `requests>=2` or `black[jupyter]` (PEP 508),
            - the address of a wheel: `https:`, `emfs:` for files of Python, `file:` in Node.js, or relative,
            - `-r ADDRESS`: a requirements file or a `pylock.toml` (PEP 751), and `-c ADDRESS`: a file of constraints,
            - `--requirements-from-script ADDRESS`: what a script says that it needs (PEP 723).
        keep_going: Whether to find everything that cannot be installed before complaining.
        deps: Whether to install dependencies.
        credentials: The option of that name of JavaScript's `fetch`.
        pre: Whether pre-releases are welcome.
        index_urls: The indexes to ask, in this order: simple indexes (PEP 503, PEP 691) or addresses with
            `{package_name}` in the place of the name; `PYPI` stands for the distribution's default. The first that
            has a project, and can be reached, is taken.
        constraints: Requirements that apply if something needs the project.
        reinstall: Whether what is installed may be replaced.
        verbose: Whether to print what happens; 2 prints more.

    Raises:
        ValueError: a requirement is wrong, cannot be met, or contradicts others.
        OSError: something cannot be downloaded or written.

    Examples:
        >>> import micropip
        >>> await micropip.install(["snowballstemmer", "mccabe>=0.7"])
    """
    from micropip.log import verbosity

    with verbosity(verbose):
        await default_installer().install(
            _strings(requirements),
            keep_going=keep_going,
            deps=deps,
            credentials=credentials,
            pre=pre,
            index_urls=index_urls if index_urls is None else _strings(index_urls),
            constraints=constraints if constraints is None else _strings(constraints),
            reinstall=reinstall,
        )


def uninstall(packages: str | Iterable[str], *, verbose: bool | int = False) -> None:
    """Remove installed packages; what is not installed is skipped with a warning.

    Modules that were imported stay so.

    Args:
        packages: The names.
        verbose: Whether to print what happens.

    Raises:
        ValueError: nobody knows which files belong to a package.
        OSError: a file cannot be removed; nothing of that package has been.
    """
    from micropip.log import verbosity
    from micropip.removal import uninstall_packages

    with verbosity(verbose):
        uninstall_packages(default_installer().host, _strings(packages))


def list() -> "PackageDict":
    """Return the installed packages by name, with version and source; it prints as a table."""
    from micropip.listing import list_packages

    return list_packages(default_installer().host)


def freeze() -> str:
    """Return a lock file, as JSON, with all that is installed now.

    `loadPyodide` takes it as `lockFileContents`, or by its address as `lockFileURL`; then `loadPackage` loads the very
    same versions without asking an index.
    """
    from micropip.lock_writer import frozen_lock_file

    return frozen_lock_file(default_installer().host)


def set_index_urls(urls: Iterable[str] | str) -> None:
    """Set which indexes `install` asks from now on; `install` describes them."""
    _change_settings(index_urls=tuple(_strings(urls)))


def set_constraints(constraints: Iterable[str]) -> None:
    """Set requirements that apply from now on if something needs the project."""
    _change_settings(constraints=tuple(_strings(constraints)))


def add_mock_package(
    name: str,
    version: str,
    *,
    modules: "Mapping[str, str | Callable[[ModuleType], object] | None] | None" = None,
    persistent: bool = False,
) -> None:
    """Pretend that a package is installed, so that it is not when others need it.

    Args:
        name: Its name.
        version: Its version.
        modules: Its modules by name, each with its source, or with a function that fills the new module; default: an
            empty one, named like the package.
        persistent: Whether to write it to the file system; functions cannot be.

    Raises:
        TypeError: a function was given for a persistent package.
    """
    from micropip.mock_package import add_mock_package as add

    add(name, version, modules, persistent=persistent, site_packages=default_installer().host.site_packages)


def list_mock_packages() -> "Sequence[str]":
    """Return the names of the mock packages."""
    from micropip.mock_package import mock_packages

    return mock_packages()


def remove_mock_package(name: str) -> None:
    """Remove a mock package.

    Raises:
        PackageNotFoundError: there is no package of that name.
        ValueError: it is a real one.
    """
    from micropip.mock_package import remove_mock_package as remove

    remove(name)


def _strings(values: str | Iterable[str]) -> "Sequence[str]":
    """Return one or several strings, which may come from JavaScript, as a sequence."""
    return (values,) if isinstance(values, str) else tuple(str(value) for value in values)


def _change_settings(**changes: tuple[str, ...]) -> None:
    from dataclasses import replace

    installer = default_installer()
    installer.settings = replace(installer.settings, **changes)
