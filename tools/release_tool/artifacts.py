"""Make and check the files of a release, of a commit's distributions one after another."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from packaging.version import Version

from release_tool import runtime
from release_tool.checksums import write_checksums
from release_tool.repository import Repository
from release_tool.reproducible import build, build_twice
from release_tool.verify import check_install, check_metadata, check_tests
from release_tool.workspace import Distribution, Workspace, read_workspace


@dataclass
class Artifacts:
    """Makes the files of distributions in a scratch folder.

    Args:
        repository: Where the commit is.
        revision: Which commit.
        last: The last versions of all distributions.
        scratch: An empty folder.
        runtime: A runtime that was built of this commit; None: build it.
        tell: What to do with a line about what is going on.
    """

    repository: Repository
    revision: str
    last: dict[str, Version | None]
    scratch: Path
    runtime: Path | None
    tell: Callable[[str], None]
    wheels: dict[str, Path] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._checkouts = tuple(self.repository.clone(self.scratch / name, self.revision) for name in ("once", "again"))
        self.workspace: Workspace = read_workspace(self._checkouts[0].root)
        self._environment = {"SOURCE_DATE_EPOCH": self._checkouts[0].time()}

    def make(self, name: str) -> Path:
        """Build a distribution, check what came out, and return the folder that has it.

        Raises:
            ReleaseError: something is wrong with it.
        """
        distribution = self.workspace[name]
        version = distribution.version
        self.tell(f"{name} {version}:")
        if name == runtime.NAME:
            self._make_runtime()
        first, second = (checkout.root for checkout in self._checkouts)
        out = self.scratch / "out" / distribution.tag(version)
        files = build_twice(distribution, (first, second), out, self._environment)
        self.tell(f"  built twice with the same bytes: {', '.join(file.name for file in files)}")
        check_metadata(files, self.scratch)
        if tests := check_tests(next(file for file in files if file.suffix == ".gz"), self.scratch):
            self.tell(f"  tests in the sdist: {tests}")
        self.wheels[name] = next(file for file in files if file.suffix == ".whl")
        needed = [self._wheel(need) for need in dict.fromkeys(self._needs(distribution))]
        hosts = [self._wheel(need.name) for need in distribution.optional if need.name in self.workspace]
        found = check_install(distribution, [self.wheels[name], *needed], hosts, self.scratch)
        self.tell(f"  twine check passed; installed in a new environment, where these can be imported: {found}")
        if name == runtime.NAME:
            assert self.runtime is not None
            archives = runtime.package_runtime(self.runtime, self.runtime.parent / "build", version, out, self.scratch)
            self.tell(f"  the npm package runs; with it {', '.join(file.name for file in archives)}")
        write_checksums(out)
        return out

    def _make_runtime(self) -> None:
        if self.runtime is None:
            self.tell("  building the runtime, which takes minutes")
            self.runtime = runtime.make_runtime(self._checkouts[0].root)
        self._environment["PYODIDE_DIST_DIR"] = str(self.runtime)

    def _needs(self, distribution: Distribution) -> Iterator[str]:
        for requirement in distribution.requirements:
            if requirement.name in self.workspace:
                yield requirement.name
                yield from self._needs(self.workspace[requirement.name])

    def _wheel(self, name: str) -> Path:
        """Return the wheel of a distribution that another one needs: the one of this release, or the last one."""
        if name not in self.wheels:
            distribution, last = self.workspace[name], self.last[name]
            revision = self.revision if last is None else distribution.tag(last)
            source = self.repository.clone(self.scratch / f"source-of-{name}", revision)
            out = self.scratch / f"wheel-of-{name}"
            build(distribution, source.root, out, {**self._environment, "SOURCE_DATE_EPOCH": source.time()}, "--wheel")
            self.wheels[name] = next(out.glob("*.whl"))
            shutil.rmtree(source.root)
        return self.wheels[name]
