"""Put packages of an index into a lock file: uv resolves them for the target, around what the lock file has.

The class and its options are those that jupyterlite-pyodide-kernel uses. Needs the extra `uv`.
"""

import logging
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import NormalizedName, canonicalize_name

from pyodide_lock.add_wheels import add_wheels
from pyodide_lock.check import check
from pyodide_lock.errors import LockfileError
from pyodide_lock.model import PyodideLockSpec
from pyodide_lock.stub_wheels import write_stub_wheels
from pyodide_lock.uv import compile_requirements, find_uv, python_platform
from pyodide_lock.wheel_download import download, locked_wheels
from pyodide_lock.wheel_file import WheelFile

log = logging.getLogger(__name__)


@dataclass
class UvPipCompile:
    """What to add to which lock file.

    Packages of the lock file stay as they are, and what is added has to go with them, except for those that `specs`,
    `wheels` or `constraints` ask for in another version.

    Attributes:
        input_path: The lock file to start from.
        input_base_url: Where its files are. Not needed: what they depend on is known without them.
        output_path: The lock file to write; the same if not given.
        wheel_dir: Where to put wheels; beside the lock file if not given.
        indent: How far to indent the lock file.
        preserve_url_prefixes: Wheels of addresses that start so are not kept, but loaded from there.
        base_url_for_missing: Where files of the lock file are that are not beside the output.
        specs: Requirements (PEP 508), or lines of a requirements file.
        wheels: Wheels of this machine to add.
        constraints: Requirements that hold for what others ask for.
        excludes: Names of packages to leave out, whoever asks for them.
        python_platform: What uv calls the target; found out if not given.
        uv_path: The program; searched for if not given.
        extra_uv_args: Further arguments of `uv pip compile`.
        work_dir: Where to put what uv is given and answers; deleted in the end if not given.
        debug: Log what uv says.
    """

    input_path: Path
    input_base_url: str | None = None
    output_path: Path | None = None
    wheel_dir: Path | None = None
    indent: int | None = None
    preserve_url_prefixes: list[str] = field(default_factory=list)
    base_url_for_missing: str | None = None
    specs: list[str] = field(default_factory=list)
    wheels: list[Path] = field(default_factory=list)
    constraints: list[str] = field(default_factory=list)
    excludes: list[str] = field(default_factory=list)
    python_platform: str | None = None
    uv_path: Path | None = None
    extra_uv_args: list[str] = field(default_factory=list)
    work_dir: Path | None = None
    debug: bool | None = None

    def update(self) -> PyodideLockSpec:
        """Resolve, download and write; an error leaves the lock file as it was.

        Raises:
            UvNotFoundError: There is no uv.
            UvError: uv does not find a set of packages that go together; its explanation is in the message.
            LockfileError: The lock file or a wheel is not right.
        """
        lock = PyodideLockSpec.from_json(self.input_path)
        excluded = {canonicalize_name(Requirement(each).name) for each in self.excludes}
        output = self.output_path or self.input_path
        wheel_dir = self.wheel_dir or output.parent
        own = [WheelFile.read(Path(each)) for each in self.wheels]
        with self._work_folder() as work:
            fetched = self._fetch(lock, own, excluded, work, wheel_dir)
            local = [_inside(each.path, wheel_dir) for each in own]
            for name in excluded:
                lock.remove(name)
                lock.remove(f"{name}-tests")
            lock = add_wheels(lock, [*local, *fetched], output.parent, exclude=excluded)
            for path, url in fetched.items():
                if url and url.startswith(tuple(self.preserve_url_prefixes)):
                    lock.packages[WheelFile.read(path).key].file_name = url
                    path.unlink()
        self._finish(lock, excluded, output.parent)
        lock.to_json(output, self.indent)
        return lock

    def _fetch(
        self,
        lock: PyodideLockSpec,
        own: list[WheelFile],
        excluded: set[NormalizedName],
        work: Path,
        wheel_dir: Path,
    ) -> dict[Path, str | None]:
        """Return the wheels that are missing, with the addresses they came from."""
        names = {each.key for each in own}
        kept = [
            package
            for package in lock.packages.values()
            if package.key not in names | excluded and self._accepts(package.key, package.version)
        ]
        uv = self.uv_path or find_uv()
        pylock = compile_requirements(
            uv,
            work,
            requirements=[*self.specs, *(f"{each.name} @ {each.path.resolve().as_uri()}" for each in own)],
            constraints=[*self.constraints, *write_stub_wheels(kept, work / "stubs")],
            excludes=sorted(excluded),
            python_version=lock.info.python,
            platform=self.python_platform or python_platform(uv, lock.info),
            arguments=self.extra_uv_args,
            verbose=bool(self.debug),
        )
        there = names | {package.key for package in kept}
        return dict(
            download(each, wheel_dir) for each in locked_wheels(pylock, lock.info, work) if each.name not in there
        )

    def _accepts(self, name: NormalizedName, version: str) -> bool:
        """Whether what is asked for is met by the version that the lock file has."""
        for line in (*self.specs, *self.constraints):
            try:
                requirement = Requirement(line)
            except InvalidRequirement:  # a line such as `-r more.txt`, which is for uv
                continue
            if canonicalize_name(requirement.name) == name and (
                requirement.url or not requirement.specifier.contains(version, prereleases=True)
            ):
                return False
        return True

    def _finish(self, lock: PyodideLockSpec, excluded: set[NormalizedName], folder: Path) -> None:
        base = self.base_url_for_missing
        for package in lock.packages.values():
            package.depends = [each for each in package.depends if canonicalize_name(each) not in excluded]
            relative = not urlsplit(package.file_name).scheme
            if base and relative and not (folder / package.file_name).is_file():
                package.file_name = f"{base.removesuffix('/')}/{package.file_name}"
        missing = [each for each in check(lock) if ".depends[" in each]
        if missing:
            raise InvalidPyodideLockError("; ".join(missing))

    @contextmanager
    def _work_folder(self) -> Iterator[Path]:
        if self.work_dir:
            self.work_dir.mkdir(parents=True, exist_ok=True)
            yield self.work_dir
        else:
            with tempfile.TemporaryDirectory() as name:
                yield Path(name)


class InvalidPyodideLockError(LockfileError):
    """Say what the lock file would lack."""


def _inside(path: Path, folder: Path) -> Path:
    """Return the wheel where it will be served from, copied there unless it is there."""
    if path.resolve().is_relative_to(folder.resolve()):
        return path
    folder.mkdir(parents=True, exist_ok=True)
    partial = folder / f".{path.name}.partial"
    shutil.copyfile(path, partial)
    return partial.replace(folder / path.name)
