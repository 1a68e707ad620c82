"""Pack the parts of the standard library that come as packages: few programs need them, and they are large."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from interpreter_build.distribution import Distribution
from interpreter_build.library_modules import SUFFIX, LibraryModules
from interpreter_build.step import Step, Workspace
from runtime_build import archives, wheel
from runtime_build.archives import compile_module
from runtime_build.licenses import Licenses
from runtime_build.wheel import WheelMetadata, write_wheel

SITE_PACKAGES = "/lib/python3.13/site-packages"
CACHE_SUFFIX = ".cpython-313.pyc"


@dataclass(frozen=True)
class StdlibPackage:
    """A package, and which files and folders of the standard library it takes along."""

    name: str
    summary: str
    sources: tuple[str, ...] = ()
    extensions: tuple[str, ...] = ()
    license: str = "PSF-2.0"
    compiled: bool = True

    @property
    def imports(self) -> tuple[str, ...]:
        """The names that it makes importable."""
        return (*(source.removesuffix(".py") for source in self.sources), *self.extensions)


PACKAGES = (
    StdlibPackage("dbm", "Simple databases in files, for dbm and shelve", ("dbm",)),
    StdlibPackage(
        "hashlib",
        "The hash algorithms of hashlib that need OpenSSL",
        extensions=("_hashlib",),
        license="PSF-2.0 AND Apache-2.0",
    ),
    StdlibPackage("lzma", "Compression with LZMA", ("lzma.py",), ("_lzma",), license="PSF-2.0 AND 0BSD"),
    StdlibPackage("pydecimal", "The decimal module written in Python", ("_pydecimal.py",)),
    StdlibPackage("pydoc_data", "What help() says about keywords and topics", ("pydoc_data",)),
    StdlibPackage("sqlite3", "The database SQLite", ("sqlite3",), ("_sqlite3",), license="PSF-2.0 AND blessing"),
    StdlibPackage("ssl", "TLS, with OpenSSL", ("ssl.py",), ("_ssl",), license="PSF-2.0 AND Apache-2.0"),
    StdlibPackage(
        "test",
        "The tests of CPython",
        ("test",),
        (
            *("_ctypes_test", "_testbuffer", "_testcapi", "_testclinic", "_testclinic_limited"),
            *("_testimportmultiple", "_testinternalcapi", "_testlimitedcapi", "_testmultiphase"),
            *("_testsinglephase", "_xxtestfuzz", "xxlimited", "xxlimited_35", "xxsubtype"),
        ),
        # The sources are what is tested, and most of them are never imported.
        compiled=False,
    ),
)

UNVENDORED = frozenset(source for package in PACKAGES for source in package.sources)


@dataclass(frozen=True)
class StdlibPackages(Step):
    """A wheel per package."""

    name = "stdlib-packages"
    shares = (archives, wheel)

    interpreter: Distribution
    licenses: Licenses
    library_modules: LibraryModules
    packages: tuple[StdlibPackage, ...]
    version: str
    tag: str

    def build(self, space: Workspace) -> None:
        """Collect the files of each package and write its wheel."""
        stdlib = space.result(self.interpreter) / "lib/python3.13"
        libraries = [stdlib / "lib-dynload", space.result(self.library_modules)]
        for package in self.packages:
            files = dict(source_files(stdlib, package))
            for extension in package.extensions:
                name = extension + SUFFIX
                (library,) = (folder / name for folder in libraries if (folder / name).exists())
                files[name] = library.read_bytes()
            metadata = WheelMetadata(package.name, self.version, package.summary, package.license, self.tag)
            texts = space.result(self.licenses) / "texts"
            write_wheel(space.out, metadata, files, license_files(package, texts))


def license_files(package: StdlibPackage, texts: Path) -> dict[str, bytes]:
    """Return the texts of the licences in a package's expression; `blessing` gives the code to the public."""
    identifiers = [name for name in package.license.split(" AND ") if name != "blessing"]
    return {f"{name}.txt": (texts / f"{name}.txt").read_bytes() for name in identifiers}


def source_files(stdlib: Path, package: StdlibPackage) -> Iterator[tuple[str, bytes]]:
    """Give the files of a package, modules with their compiled form, by where they are installed."""
    for source in package.sources:
        root = stdlib / source
        for path in [root] if root.is_file() else sorted(root.rglob("*")):
            if not path.is_file() or "__pycache__" in path.parts:
                continue
            name, data = path.relative_to(stdlib).as_posix(), path.read_bytes()
            yield name, data
            if package.compiled and path.suffix == ".py":
                folder = path.parent.relative_to(stdlib)
                cached = (folder / "__pycache__" / (path.stem + CACHE_SUFFIX)).as_posix()
                yield cached, compile_module(data, f"{SITE_PACKAGES}/{name}")
