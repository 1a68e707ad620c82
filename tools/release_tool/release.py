"""The whole route: from a checkout to commits, tags and files; all of it in a clone, until everything is there."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from release_tool import runtime, show
from release_tool.artifacts import Artifacts
from release_tool.bounds import bounds
from release_tool.errors import ReleaseError
from release_tool.land import land
from release_tool.plan import Release, State, in_order, read_states, select
from release_tool.prepare import prepare
from release_tool.publish import publish as upload
from release_tool.repository import Repository
from release_tool.versions import Phase
from release_tool.workspace import find, read_workspace

type Tell = Callable[[str], None]

FINISHED = Path("build/release")


def plan(
    repository: Repository, names: list[str], tell: Tell, phase: Phase | None = None
) -> tuple[dict[str, State], list[Release]]:
    """Show what would be released, and return it.

    Raises:
        ReleaseError: it cannot be, or nobody could install it.
    """
    workspace = read_workspace(repository.root)
    states = read_states(repository, workspace)
    releases = select(states, workspace, names, phase)
    found = bounds(releases, states)
    for line in (*show.overview(states, releases), *show.needs(found)):
        tell(line)
    if broken := [str(bound) for bound in found if bound.fatal and not bound.fits]:
        raise ReleaseError("\n".join(["This cannot be installed:", *broken]))
    return states, releases


def release(
    repository: Repository,
    names: list[str],
    date: str,
    tell: Tell,
    *,
    dry_run: bool,
    build: bool,
    phase: Phase | None = None,
) -> None:
    """Release distributions: those that are named, or all that have something to tell.

    Args:
        repository: The checkout.
        names: Which.
        date: The day of the release.
        tell: What to do with a line about what is going on.
        dry_run: Whether to stop before anything of the checkout changes.
        build: Whether to build and check the files, too.
        phase: Which kind of pre-release; None: no pre-release.

    Raises:
        ReleaseError: a step failed; the checkout is as it was.
    """
    repository.require_clean()
    branch, start = repository.branch(), repository.head()
    states, releases = plan(repository, names, tell, phase)
    if not releases:
        tell("\nThere is nothing to release.")
        return
    with scratch_folder(repository) as scratch:
        clone = repository.clone(scratch / "release")
        released = prepare(clone, releases, date)
        for line in show.commits(clone, start, releases) if dry_run else ():
            tell(line)
        made = {}
        if build:
            tell("")
            others = {name: state.available for name, state in states.items()}
            artifacts = Artifacts(clone, released, others, repository.root / FINISHED, scratch, None, tell)
            made = {artifacts.make(each.distribution.name): each.tag for each in releases}
        tags = [each.tag for each in releases]
        then = [f"git push --atomic origin {branch} {' '.join(tags)}"]
        then.append(f"tools/release publish {' '.join(each.distribution.name for each in releases)}")
        if dry_run:
            tell("\n  ".join(["\nNothing has changed. What would be left to do after the release:", *then]))
            return
        finished = repository.root / FINISHED
        land(repository, clone, branch, start, tags, {folder: finished / tag for folder, tag in made.items()})
        tell("\n  ".join([f"\nReleased in this checkout; the files are in {FINISHED}. To let others have it:", *then]))


def build(repository: Repository, names: list[str], tell: Tell) -> None:
    """Build and check the files of distributions as the last commit has them, and keep nothing.

    Raises:
        ReleaseError: a step failed.
    """
    workspace = read_workspace(repository.root)
    built, finished = repository.root / "dist", repository.root / FINISHED
    with scratch_folder(repository) as scratch:
        artifacts = Artifacts(repository, "HEAD", dict.fromkeys(workspace), finished, scratch, built, tell)
        for distribution in find(workspace, names) if names else workspace.values():
            if distribution.name == runtime.NAME and not (built / "pyodide.mjs").is_file():
                raise ReleaseError("There is no built runtime in dist/: run `make packages xbuildenv` first.")
            artifacts.make(distribution.name)


def publish(repository: Repository, names: list[str], tell: Tell, *, dry_run: bool) -> None:
    """Upload the last versions of distributions: those that are named, or all whose files are here.

    Raises:
        ReleaseError: there is nothing, or an upload failed.
    """
    workspace = read_workspace(repository.root)
    folders = {}
    for name, distribution in workspace.items():
        if versions := repository.versions(name):
            folders[name] = repository.root / FINISHED / distribution.tag(max(versions))
    here = [name for name, folder in folders.items() if folder.is_dir()]
    chosen = in_order(find(workspace, names) if names else [workspace[name] for name in here])
    if missing := [name for name in chosen if name not in folders]:
        raise ReleaseError(f"{missing[0]} has no release yet: `tools/release {missing[0]}` makes one.")
    if not chosen:
        raise ReleaseError(f"There are no files of releases in {FINISHED}: `tools/release NAME` makes them.")
    upload([folders[name] for name in chosen], tell, dry_run=dry_run)


@contextmanager
def scratch_folder(repository: Repository) -> Iterator[Path]:
    """Make a folder on the same file system as the results, and delete it in the end.

    Raises:
        ReleaseError: nothing can be written there.
    """
    finished = repository.root / FINISHED
    try:
        finished.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReleaseError(f"Releases are made in {finished}, which cannot be had: {error.strerror}.") from None
    with tempfile.TemporaryDirectory(dir=finished, prefix=".making-") as folder:
        yield Path(folder)
