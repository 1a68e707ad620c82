"""The route of an installation: read, resolve, plan, download, commit."""

import asyncio
from collections.abc import Iterable, Sequence
from weakref import WeakKeyDictionary

from micropip._vendor.packaging.utils import NormalizedName
from micropip.candidate import Candidate
from micropip.commit import commit
from micropip.environment import Environment
from micropip.fetch import FIRST_PAUSE, Fetcher
from micropip.host.protocol import Host
from micropip.index.client import PageCache
from micropip.index.indexes import Indexes
from micropip.log import logger
from micropip.plan import Plan, make_plan
from micropip.requirement_file import read_requirements
from micropip.resolve.installed import InstalledPackages
from micropip.resolve.knowledge import Knowledge
from micropip.resolve.locked import LockedPackages
from micropip.resolve.resolver import Resolution
from micropip.resolve.sources import Sources
from micropip.settings import Settings, as_tuple
from micropip.tags import SupportedTags
from micropip.wheel.metadata import WheelMetadata
from micropip.wheel.releases import Releases
from micropip.wheel.store import WheelStore


class Installer:
    """Installs into a host.

    Args:
        host: Where to install.
        settings: What applies unless a call says otherwise.
        first_pause: Seconds before a failed request is tried again.
    """

    def __init__(self, host: Host, settings: Settings | None = None, first_pause: float = FIRST_PAUSE) -> None:
        self.host = host
        self.settings = settings or Settings()
        self._first_pause = first_pause
        self.pages = PageCache()
        self._metadata: dict[tuple[str, str], WheelMetadata] = {}
        self._turns: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock] = WeakKeyDictionary()

    async def install(
        self,
        requirements: Sequence[str],
        *,
        keep_going: bool = False,
        deps: bool = True,
        credentials: str | None = None,
        pre: bool = False,
        index_urls: str | Iterable[str] | None = None,
        constraints: Iterable[str] | None = None,
        reinstall: bool = False,
    ) -> None:
        """Install requirements and what they need; `micropip.install` describes the arguments."""
        # What one call finds installed, another must not be changing.
        async with self._turns.setdefault(asyncio.get_running_loop(), asyncio.Lock()):
            fetcher = Fetcher(self.host, credentials, self._first_pause)
            tags = SupportedTags(self.host)
            environment = Environment(self.host.marker_environment(), self.host.resolve_url, tags)
            constraints = self.settings.constraints if constraints is None else constraints
            requested = await read_requirements(requirements, constraints, environment, fetcher)
            for need in requested.needs:
                logger.info("Collecting %s", need)
            index_urls = self.settings.index_urls if index_urls is None else as_tuple(index_urls)
            indexes = Indexes(self.host, fetcher, self.pages, requested.index_urls or index_urls)
            indexes.add(requested.extra_index_urls)
            store = WheelStore(fetcher, self._metadata)
            knowledge = Knowledge(lambda name: find_releases(name, indexes, tags, environment.python), store.metadata)
            sources = Sources(
                knowledge,
                environment,
                tags,
                InstalledPackages(self.host.distributions()),
                LockedPackages(self.host.lock(), self.host.loaded_packages),
                constraints=requested.constraints,
                pre=pre or requested.pre,
                reinstall=reinstall,
                deps=deps,
                complete=requested.complete,
            )
            try:
                chosen = await Resolution(sources).resolve(requested.needs, keep_going=keep_going)
                warn_of_unknown_extras(chosen.values(), sources)
                plan = make_plan(chosen, requested.needs, sources)
                await carry_out(plan, store, self.host, indexes)
            finally:
                knowledge.forget_unfinished()


async def find_releases(name: NormalizedName, indexes: Indexes, tags: SupportedTags, python: str) -> Releases:
    """Return the wheels of a project that run here."""
    return Releases(name, await indexes.project(name), tags, python)


def warn_of_unknown_extras(candidates: Iterable[Candidate], sources: Sources) -> None:
    """Tell of extras that do not exist; they need nothing."""
    for candidate in candidates:
        for extra in sources.unknown_extras(candidate):
            logger.warning("%s has no extra %s", candidate, extra)


async def carry_out(plan: Plan, store: WheelStore, host: Host, indexes: Indexes) -> None:
    """Change what the plan says, and tell."""
    for candidate in plan.kept:
        logger.info("Requirement already satisfied: %s", candidate)
    if plan.changes:
        logger.info("Installing collected packages: %s", ", ".join(candidate.name for candidate in plan.changes))
        await commit(plan, store, host, indexes)
        logger.info("Successfully installed %s", plan)
