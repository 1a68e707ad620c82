"""Make and check the files of a release, of a commit's distributions one after another."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from packaging.version import Version

from release_tool import runtime
from release_tool.checksums import checked_files, write_checksums
from release_tool.repository import Repository
from release_tool.reproducible import ELSEWHERE, ELSEWHERE_UMASK, Place, build, build_twice
from release_tool.sdist import collect_tests, requirements_of_tests, unpack
from release_tool.verify import check_install, check_metadata, python_of
from release_tool.workspace import Distribution, Workspace, read_workspace


@dataclass
class Artifacts:
    """Makes the files of distributions in a scratch folder.

    Args:
        repository: Where the commit is.
        revision: Which commit.
        others: The versions of distributions that users have who get one of them; None: those of the commit.
        finished: The folder with the files of releases.
        scratch: An empty folder.
        runtime: A runtime that was built of this commit; None: build it.
        tell: What to do with a line about what is going on.
    """

    repository: Repository
    revision: str
    others: dict[str, Version | None]
    finished: Path
    scratch: Path
    runtime: Path | None
    tell: Callable[[str], None]
    wheels: dict[str, Path] = field(default_factory=dict)

    def __post_init__(self) -> None:
        first = self.repository.clone(self.scratch / "once", self.revision)
        second = self.repository.clone(self.scratch / "elsewhere/again", self.revision, ELSEWHERE_UMASK)
        self.workspace: Workspace = read_workspace(first.root)
        time = {"SOURCE_DATE_EPOCH": first.time()}
        self._places = Place(first.root, time), Place(second.root, time | ELSEWHERE, ELSEWHERE_UMASK)

    def make(self, name: str) -> Path:
        """Build a distribution, check what came out, and return the folder that has it.

        Raises:
            ReleaseError: something is wrong with it.
        """
        distribution = self.workspace[name]
        version = distribution.version
        self.tell(f"{name} {version}:")
        runtimes = self._runtimes() if name == runtime.NAME else None
        out = self.scratch / "out" / distribution.tag(version)
        files = build_twice(distribution, self._places, out)
        self.tell(f"  built twice with the same bytes: {', '.join(file.name for file in files)}")
        check_metadata(files, self.scratch)
        unpacked = unpack(next(file for file in files if file.suffix == ".gz"), distribution, self.scratch)
        self.wheels[name] = next(file for file in files if file.suffix == ".whl")
        needed = [self._wheel(need) for need in dict.fromkeys(self._needs(distribution))]
        hosts = [self._wheel(need.name) for need in distribution.optional if need.name in self.workspace]
        found = check_install(distribution, [self.wheels[name], *needed], hosts, self.scratch)
        self.tell(f"  twine check passed; installed in a new environment, where these can be imported: {found}")
        if tests := collect_tests(unpacked, python_of(distribution, self.scratch), self._for_tests(unpacked)):
            self.tell(f"  tests in the sdist, with nothing but what they ask for: {tests}")
        if runtimes:
            archives = runtime.package_runtime(runtimes, version, out, self.scratch)
            self.tell(f"  the npm package runs; with it {', '.join(file.name for file in archives)}")
        write_checksums(out)
        return out

    def _runtimes(self) -> tuple[Path, Path]:
        """Return the runtime of each place, and let the builds there find it."""
        if self.runtime is None:
            self.tell("  building the runtime twice, which takes minutes")
        dists = [self.runtime or runtime.make_runtime(place) for place in self._places]
        first, second = (
            replace(place, environment={**place.environment, "PYODIDE_DIST_DIR": str(dist)})
            for place, dist in zip(self._places, dists, strict=True)
        )
        self._places = first, second
        return dists[0], dists[1]

    def _for_tests(self, unpacked: Path) -> list[str]:
        """Return what tests need, without the runtime, which takes long to build: they find it when they run."""
        needs = [each for each in requirements_of_tests(unpacked) if each.name != runtime.NAME]
        return [str(self._wheel(each.name)) if each.name in self.workspace else str(each) for each in needs]

    def _needs(self, distribution: Distribution) -> Iterator[str]:
        for requirement in distribution.requirements:
            if requirement.name in self.workspace:
                yield requirement.name
                yield from self._needs(self.workspace[requirement.name])

    def _wheel(self, name: str) -> Path:
        """Return the wheel of a distribution that another one needs: the one of this release, or the last one."""
        if name not in self.wheels:
            self.wheels[name] = self._last_wheel(self.workspace[name], self.others[name])
        return self.wheels[name]

    def _last_wheel(self, distribution: Distribution, version: Version | None) -> Path:
        """Take the wheel that was released; where that was done elsewhere, build it of what the tag says."""
        if version is not None and (made := self.finished / distribution.tag(version)).is_dir():
            return next(file for file in checked_files(made) if file.suffix == ".whl")
        revision = self.revision if version is None else distribution.tag(version)
        source = self.repository.clone(self.scratch / f"source-of-{distribution.name}", revision)
        out = self.scratch / f"wheel-of-{distribution.name}"
        environment = {**self._places[0].environment, "SOURCE_DATE_EPOCH": source.time()}
        build(distribution, Place(source.root, environment), out, "--wheel")
        shutil.rmtree(source.root)
        return next(out.glob("*.whl"))
