"""Lock files in the format that all installers share (PEP 751)."""

from collections.abc import Callable

from micropip._vendor.packaging.specifiers import SpecifierSet
from micropip.environment import Environment
from micropip.errors import RequirementError
from micropip.requirement import Need


def locked_needs(text: str, source: str, environment: Environment, resolve_url: Callable[[str], str]) -> list[Need]:
    """Return what a lock file says to install here.

    Args:
        text: The file.
        source: Where it is from.
        environment: What it is to be installed into.
        resolve_url: Completes paths, which are relative to the file.

    Raises:
        RequirementError: it is wrong, is not for this environment, or has something that is no wheel for it.
    """
    import tomllib

    from micropip._vendor.packaging.pylock import PackageWheel, Pylock, PylockSelectError, PylockValidationError

    try:
        selected = list(
            Pylock.from_dict(tomllib.loads(text)).select(
                environment=environment.variables,  # type: ignore[arg-type]
                tags=environment.tags.ordered,
            )
        )
    except (tomllib.TOMLDecodeError, PylockSelectError, PylockValidationError) as error:
        raise RequirementError(f"{source}: {error}") from None
    needs = []
    for package, file in selected:
        if not isinstance(file, PackageWheel):
            raise RequirementError(f"{source} has no wheel of {package.name} that runs here, and nothing is built")
        reference = file.url or file.path
        assert reference is not None
        needs.append(
            Need(
                package.name,
                f"{package.name}=={package.version}" if package.version else package.name,
                SpecifierSet(f"=={package.version}" if package.version else ""),
                url=resolve_url(reference),
                hashes=frozenset(f"{name}={digest}" for name, digest in file.hashes.items()),
                source=package.index or source,
            )
        )
    return needs
