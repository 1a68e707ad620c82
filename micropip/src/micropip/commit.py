"""Carries out a plan: all of it or nothing."""

import asyncio
import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

from micropip._vendor.packaging.utils import NormalizedName
from micropip.bookkeeping import DEFAULT_INDEX, direct_url, notes
from micropip.errors import MetadataError, WheelError
from micropip.host.protocol import Change, Host, StagedWheel
from micropip.index.indexes import Indexes
from micropip.plan import Plan, WheelStep
from micropip.wheel.archive import read_metadata
from micropip.wheel.integrity import sha256
from micropip.wheel.metadata import WheelMetadata, parse_metadata
from micropip.wheel.store import WheelStore


async def commit(plan: Plan, store: WheelStore, host: Host, indexes: Indexes) -> None:
    """Download, check, and install.

    Args:
        plan: What to do.
        store: Has, or gets, the wheels.
        host: Where to install.
        indexes: Knows which go without saying.

    Raises:
        MicropipError: a wheel cannot be downloaded or is not what it should be; nothing has changed.
        OSError: its files cannot be written; nothing has changed.
    """
    contents = await gather_or_cancel(store, plan)
    staged: list[StagedWheel] = []
    try:
        for step, data in zip(plan.wheels, contents, strict=True):
            await asyncio.sleep(0)  # lets the page breathe
            check_metadata(step, data, store.known_metadata(step.wheel))
            staged.append(stage(step, data, host, source_of(step, indexes)))
        sources = {step.candidate.name: source_of(step, indexes) for step in plan.wheels}
        with noted(host, sources):
            if plan.locked:
                await host.load_locked([candidate.name for candidate in plan.locked])
            change = host.install_all(staged)
            await load_libraries(change, host)
    except BaseException:
        for wheel in staged:
            wheel.discard()
        raise


async def load_libraries(change: Change, host: Host) -> None:
    """Load the shared libraries of wheels; if that fails, the wheels go again, and what they have replaced is back."""
    try:
        if change.shared_libraries:
            await host.load_shared_libraries(change.shared_libraries)
    except BaseException:
        if restored := change.undo():
            with suppress(WheelError):
                await host.load_shared_libraries(restored)
        raise
    change.keep()


async def gather_or_cancel(store: WheelStore, plan: Plan) -> list[bytes]:
    """Download all wheels side by side; if one fails, the others need not go on."""
    tasks = [asyncio.ensure_future(store.contents(step.wheel)) for step in plan.wheels]
    try:
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def check_metadata(step: WheelStep, data: bytes, outside: WheelMetadata | None) -> None:
    """Compare what the choice was based on, if it was on anything, with what the wheel says itself.

    Raises:
        MetadataError: they contradict each other.
    """
    if outside is None:
        return
    filename = step.wheel.file.filename
    inside = parse_metadata(read_metadata(io.BytesIO(data), filename), filename)
    if set(map(str, inside.requires)) != set(map(str, outside.requires)):
        raise MetadataError(
            f"The index says that {filename} needs {', '.join(map(str, outside.requires)) or 'nothing'}, and the wheel "
            f"itself says {', '.join(map(str, inside.requires)) or 'nothing'}. Nothing was installed."
        )


def stage(step: WheelStep, data: bytes, host: Host, source: str) -> StagedWheel:
    """Check a wheel and unpack it aside."""
    digest = sha256(data)
    return host.stage_wheel(
        data,
        step.wheel.file.filename,
        expected_name=step.candidate.name,
        requested=step.requested,
        direct_url=direct_url(step.wheel.file, digest) if step.wheel.is_direct else None,
        extra_files=notes(source, step.wheel.file.url, digest, step.requires),
    )


def source_of(step: WheelStep, indexes: Indexes) -> str:
    """Return what `list` shall say about where a wheel came from."""
    index_url = step.wheel.index_url
    if not index_url:  # it was named by its address, or an embedder has found it
        return step.wheel.file.url
    return DEFAULT_INDEX if indexes.is_default(index_url) else index_url


@contextmanager
def noted(host: Host, sources: Mapping[NormalizedName, str]) -> Iterator[None]:
    """Note packages as loaded, so that the lock file's version of them is not; take it back if the block fails."""
    before = {name: host.loaded_packages.get(name) for name in sources}
    for name, source in sources.items():
        host.loaded_packages[name] = source
    try:
        yield
    except BaseException:
        for name, earlier in before.items():
            if earlier is None:
                del host.loaded_packages[name]
            else:
                host.loaded_packages[name] = earlier
        raise
