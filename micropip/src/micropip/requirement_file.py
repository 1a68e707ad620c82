"""Requirements files, in the format of pip, and lists of requirements that may name such files."""

import re
import shlex
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin

from micropip._vendor.packaging.utils import NormalizedName
from micropip.environment import Environment
from micropip.errors import RequirementError
from micropip.fetch import Fetcher, is_local
from micropip.requirement import Need, filename_of, parse_need

COMMENT = re.compile(r"(^|\s)#.*$")
HASH = re.compile(r"\s--hash[=\s](\w+):(\w+)")
# What pip understands and what means nothing here, where only wheels are installed.
IGNORED = {"--only-binary", "--prefer-binary", "--no-binary", "--trusted-host", "--require-hashes", "--use-feature"}


@dataclass
class Requested:
    """What somebody wants, after all files have been read."""

    needs: list[Need] = field(default_factory=list)
    constraints: list[Need] = field(default_factory=list)
    index_urls: list[str] = field(default_factory=list)
    extra_index_urls: list[str] = field(default_factory=list)
    pre: bool = False
    complete: set[NormalizedName] = field(default_factory=set)
    """Projects of which a lock file has named all that they need."""


async def read_requirements(
    requirements: Iterable[str], constraints: Iterable[str], environment: Environment, fetcher: Fetcher
) -> Requested:
    """Read requirements; `-r FILE` and `-c FILE` among them name files.

    Raises:
        RequirementError: one of them is wrong.
        FetchError: a file cannot be read.
    """
    reader = RequirementReader(environment, fetcher)
    for text in requirements:
        await reader.read_line(text, "", is_constraint=False)
    for text in constraints:
        await reader.read_line(text, "", is_constraint=True)
    return reader.requested


class RequirementReader:
    """Reads lines, and the files that they name."""

    def __init__(self, environment: Environment, fetcher: Fetcher) -> None:
        self.requested = Requested()
        self._environment = environment
        self._fetcher = fetcher
        self._open: list[str] = []

    async def read_line(self, line: str, base: str, *, is_constraint: bool) -> None:
        """Read a requirement or an option; addresses are relative to the file that it is in."""
        if line.lstrip().startswith("-"):
            await self._read_option(line, base, is_constraint=is_constraint)
            return
        hashes = frozenset(f"{name}={digest.lower()}" for name, digest in HASH.findall(line))
        text = HASH.split(line, maxsplit=1)[0]
        need = parse_need(text, self._environment.variables, self._resolver(base), hashes)
        if need is None:
            return
        if is_constraint and (need.extras or not text.strip()):
            raise RequirementError(f"{text!r} is no constraint: a constraint has no extras")
        (self.requested.constraints if is_constraint else self.requested.needs).append(need)

    async def _read_option(self, line: str, base: str, *, is_constraint: bool) -> None:
        name, value = split_option(line)
        match name:
            case "-r" | "--requirement":
                await self._read_file(value, base, is_constraint=is_constraint)
            case "--requirements-from-script":
                await self._read_script(value, base)
            case "-c" | "--constraint":
                await self._read_file(value, base, is_constraint=True)
            case "-i" | "--index-url":
                self.requested.index_urls = [value]
            case "--extra-index-url":
                self.requested.extra_index_urls.append(value)
            case "--no-index":
                self.requested.index_urls = []
            case "--pre":
                self.requested.pre = True
            case "-e" | "--editable":
                raise RequirementError(f"{line.strip()!r}: nothing is installed editable here; give a wheel's address")
            case _ if name not in IGNORED:
                raise RequirementError(f"{line.strip()!r}: there is no option {name}")

    async def _read_file(self, reference: str, base: str, *, is_constraint: bool) -> None:
        url = self._resolver(base)(reference)
        if url in self._open:
            raise RequirementError(f"{url} includes itself: {' -> '.join([*self._open, url])}")
        self._open.append(url)
        text = (await self._fetcher.get(url)).body.decode("utf-8-sig")
        if is_lock_file(url):
            from micropip.pylock_file import locked_needs

            needs = locked_needs(text, url, self._environment, self._resolver(url))
            self.requested.needs += needs
            self.requested.complete |= {need.name for need in needs}
            self._open.pop()
            return
        for number, line in logical_lines(text):
            try:
                await self.read_line(line, url, is_constraint=is_constraint)
            except RequirementError as error:
                raise RequirementError(f"{url}, line {number}: {error}") from None
        self._open.pop()

    async def _read_script(self, reference: str, base: str) -> None:
        from micropip.script_metadata import script_metadata

        url = self._resolver(base)(reference)
        metadata = script_metadata((await self._fetcher.get(url)).body.decode("utf-8-sig"), url)
        if not metadata.requires_python.contains(self._environment.python, prereleases=True):
            found = f"needs Python {metadata.requires_python}, and this is {self._environment.python}"
            raise RequirementError(f"The script {url} {found}")
        for line in metadata.dependencies:
            await self.read_line(line, url, is_constraint=False)

    def _resolver(self, base: str) -> "Resolver":
        return Resolver(self._environment, base)


class Resolver:
    """Completes addresses that are relative to a file."""

    def __init__(self, environment: Environment, base: str) -> None:
        self._environment = environment
        self._base = base

    def __call__(self, reference: str) -> str:
        if not self._base or "://" in reference or reference.startswith(("emfs:", "file:")):
            return self._environment.resolve_url(reference)
        if is_local(self._base) and "://" not in self._base:
            folder = self._base.rpartition("/")[0]
            return reference if reference.startswith("/") else f"{folder}/{reference}" if folder else reference
        return urljoin(self._base, reference)


def is_lock_file(url: str) -> bool:
    """Tell whether an address is that of a lock file (PEP 751)."""
    name = filename_of(url)
    return name == "pylock.toml" or (name.startswith("pylock.") and name.endswith(".toml") and name.count(".") == 2)


def split_option(line: str) -> tuple[str, str]:
    """Split `--name=value`, `--name value`, `-rvalue`."""
    first, *rest = shlex.split(line)
    name, equals, value = first.partition("=")
    if not name.startswith("--") and len(name) > 2:
        return name[:2], first[2:]
    return name, value if equals else " ".join(rest)


def logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield lines without comments, joined where they end in a backslash, and the number of the first of each."""
    parts: Sequence[str] = []
    start = 0
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        if not parts:
            start = number
        if line.endswith("\\") and not line.lstrip().startswith("#"):
            parts = [*parts, line[:-1]]
            continue
        joined = COMMENT.sub("", "".join([*parts, line])).strip()
        parts = []
        if joined:
            yield start, joined
