"""A step's key changes with everything that decides its result, and with nothing else."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

import pytest

from interpreter_build.patches import Patch
from interpreter_build.pins import Pin
from interpreter_build.step import Step, Workspace


@dataclass(frozen=True)
class Library(Step):
    """A step without needs."""

    name: ClassVar[str] = "library"
    pin: Pin
    cflags: tuple[str, ...]

    def build(self, space: Workspace) -> None:
        """Do nothing."""


@dataclass(frozen=True)
class Program(Step):
    """A step with a need."""

    name: ClassVar[str] = "program"
    libraries: tuple[Library, ...]
    patches: tuple[Patch, ...]
    profile: Library | None

    def build(self, space: Workspace) -> None:
        """Do nothing."""


LIBRARY = Library(Pin("p", "1", "p.tar", "00" * 32), ("-O2",))
PROGRAM = Program((LIBRARY,), (Patch("0001-a.patch", "text"),), None)


def test_same_inputs_same_key() -> None:
    twin = Program((replace(LIBRARY),), (Patch("0001-a.patch", "text"),), None)

    assert PROGRAM.key == twin.key
    assert 64 == len(PROGRAM.key)


@pytest.mark.parametrize(
    "changed",
    [
        replace(PROGRAM, patches=(Patch("0001-a.patch", "other text"),)),
        replace(PROGRAM, patches=()),
        replace(PROGRAM, profile=LIBRARY),
        replace(PROGRAM, libraries=(replace(LIBRARY, cflags=("-O3",)),)),
        replace(PROGRAM, libraries=(replace(LIBRARY, pin=replace(LIBRARY.pin, sha256="11" * 32)),)),
    ],
    ids=["patch-text", "no-patch", "profile", "flags-of-need", "source-of-need"],
)
def test_changed_input_changes_key(changed: Program) -> None:
    assert PROGRAM.key != changed.key


def test_recipe_text_changes_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    keys = []
    for number in (1, 2):
        text = Path(__file__).read_text().replace("Do nothing", f"Do {number}")
        (tmp_path / f"recipe{number}.py").write_text(text)
        keys.append(__import__(f"recipe{number}").LIBRARY.key)

    assert keys[0] != keys[1]


def test_needs_are_the_steps_among_the_fields() -> None:
    assert (LIBRARY,) == PROGRAM.needs()
    assert () == LIBRARY.needs()


def test_path_cannot_be_an_input() -> None:
    """Paths of this machine would make the key differ between machines."""
    library = replace(LIBRARY, cflags=(Path("/usr"),))  # type: ignore[arg-type]

    with pytest.raises(TypeError, match="cannot be part"):
        getattr(library, "key")  # noqa: B009 - reading it is the test
