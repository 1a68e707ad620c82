"""Taking packages away."""

from collections.abc import Iterable

from micropip.bookkeeping import MOCK, source_of
from micropip.host.protocol import Host
from micropip.listing import normalize
from micropip.log import logger


def uninstall_packages(host: Host, names: Iterable[str]) -> None:
    """Remove packages; `micropip.uninstall` describes what can go wrong."""
    installed = {normalize(distribution.name or ""): distribution for distribution in host.distributions()}
    for name in names:
        distribution = installed.get(normalize(name))
        if distribution is None:
            logger.warning("Skipping %r as it is not installed.", name)
            continue
        logger.info("Found existing installation: %s %s", distribution.name, distribution.version)
        if source_of(distribution) == MOCK:
            from micropip.mock_package import remove_mock_package

            remove_mock_package(name)
        else:
            host.uninstall(name)
        for loaded in [loaded for loaded in host.loaded_packages if normalize(loaded) == normalize(name)]:
            del host.loaded_packages[loaded]
        logger.info("Successfully uninstalled %s-%s", distribution.name, distribution.version)
