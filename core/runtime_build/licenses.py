"""Collect the licences of all that the distribution consists of, from the very archives that it is built from."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from interpreter_build import archive
from interpreter_build.archive import unpack
from interpreter_build.pins import Pin, read_pins
from interpreter_build.step import Step, Workspace

# In the C library that emscripten brings; its other parts are LLVM's, whose exception asks for nothing here.
MUSL = Path("/usr/share/emscripten/system/lib/libc/musl/COPYRIGHT")
NOTICES = "LICENSES.txt"
RULE = "=" * 100


@dataclass(frozen=True)
class Part:
    """Files about the licence of one part, the licence's text first."""

    title: str
    pin: Pin
    files: tuple[str, ...]
    #: The licence's identifier (SPDX), where wheels of the distribution name it.
    identifier: str = ""
    #: Whether the part is in the files that every page loads, and not only in packages.
    in_core: bool = True


@dataclass(frozen=True)
class Licenses(Step):
    """`LICENSES.txt` for what every page loads, and `texts/IDENTIFIER.txt` for wheels."""

    name = "licenses"
    shares = (archive,)

    parts: tuple[Part, ...]
    own: str
    musl: str

    def build(self, space: Workspace) -> None:
        """Read the texts in the archives."""
        (space.out / "texts").mkdir()
        sections = [("This distribution's own code", self.own), ("musl, the C library", self.musl)]
        for part in self.parts:
            source = unpack(space.source(part.pin), space.work / part.title)
            if part.identifier:
                shutil.copyfile(source / part.files[0], space.out / f"texts/{part.identifier}.txt")
            if part.in_core:
                texts = [(source / name).read_text(encoding="utf-8") for name in part.files]
                sections.append((f"{part.title} {part.pin.version}", "\n".join(texts)))
        notices = "\n".join(f"{RULE}\n{title}\n{RULE}\n\n{text.strip()}\n" for title, text in sections)
        (space.out / NOTICES).write_text(notices, encoding="utf-8")


def plan_licenses(checkout: Path) -> Licenses:
    """Lay out the step for the archives that the interpreter and its libraries are built from."""
    pins = read_pins(checkout / "core/cpython/sources.toml")
    parts = (
        # The second file has the licences of what CPython has taken in: expat, libmpdec, HACL* and others.
        Part("CPython", pins["cpython"], ("LICENSE", "Doc/license.rst"), "PSF-2.0"),
        Part("libffi", pins["libffi"], ("LICENSE",)),
        Part("zlib", pins["zlib"], ("LICENSE",)),
        Part("bzip2", pins["bzip2"], ("LICENSE",)),
        Part("Zstandard", pins["zstd"], ("LICENSE",)),
        Part("XZ Utils", pins["xz"], ("COPYING.0BSD",), "0BSD", in_core=False),
        Part("OpenSSL", pins["openssl"], ("LICENSE.txt",), "Apache-2.0", in_core=False),
    )
    own = (checkout / "LICENSE").read_text(encoding="utf-8")
    return Licenses(parts, own, MUSL.read_text(encoding="utf-8"))
