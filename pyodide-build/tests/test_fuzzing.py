"""Whatever compilers are called with, nothing is lost; whatever a recipe's file holds, it is one or a message comes.

Hypothesis makes the examples; where the variable CI is set it makes the same ones each time.
"""

import functools
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from built_environment import CHECKOUT
from pyodide_build.compiler.__main__ import command_arguments
from pyodide_build.compiler.shims import CXX, C, ShimSettings
from pyodide_build.errors import RecipeError
from pyodide_build.recipe.load import FILE, load_recipe
from pyodide_build.recipe.model import Recipe

# Those of the distribution are in a checkout only.
RECIPES = sorted([*CHECKOUT.glob(f"packages/*/{FILE}"), *Path(__file__).parent.glob(f"recipes/*/{FILE}")])

SHIMS = ShimSettings("/emscripten", "/headers", ("-fown",), ("-fown-cxx",), ("-lown",), ("-sABI",), "whole_archive")
INPUTS = ["a.c", "b.o", "./sub folder/c.cpp", "lib/libx.a", "ü.o", "-lz", "d.S"]
OPTIONS = [
    *(["-DNAME=a b"], ["-O3"], ["-fPIC"], ["-I", "include"], ["-include", "config.h"], ["-MF", "a.d"], ["-x", "c++"]),
    *(["-Wl,--gc-sections"], ["-L", "build/lib"], ["-sEXPORTED_FUNCTIONS=_a"], ["-Xclang", "-fno-x"]),
]
NOISE = [
    *(["-pthread"], ["-march=native"], ["-L/usr/lib"], ["-I", "/usr/include/x"], ["-arch", "arm64"], ["-target", "x"]),
    *(["-Wl,-rpath,/opt/lib"], ["-Xlinker", "-soname", "-Xlinker", "libx.so"], ["-Wl,-z", "-Wl,now"], ["-lpthread"]),
    *(["-Wl,-Bsymbolic,--build-id=x"], ["-mavx512f"], ["-Wl,-h,libx.so"], ["-isysroot", "/sdk"]),
]
GROUPS = st.lists(st.sampled_from([*([each] for each in INPUTS), *OPTIONS, *NOISE]), max_size=12)


def flat(groups: list[list[str]]) -> list[str]:
    return [argument for group in groups for argument in group]


def one_by_one(arguments: list[str]) -> list[str]:
    """Take apart options for the linker that were put together."""
    parts = [argument.split(",") if argument.startswith("-Wl,") else [argument] for argument in arguments]
    return flat([[f"-Wl,{option}" for option in part[1:]] if len(part) > 1 else part for part in parts])


@given(GROUPS, st.sampled_from([C, CXX]), st.booleans(), st.integers(0, 12))
def test_no_input_is_lost_and_the_output_stays_where_it_was(groups, tool, shared, place) -> None:
    """Objects, sources and libraries keep their order, on which linking depends; options keep their values."""
    output = ["-o", "some place/out.so"]
    given_groups = [*groups[:place], output, *groups[place:]]
    command = [*(["-shared"] if shared else []), *flat(given_groups)]

    found = one_by_one(command_arguments(tool, command, SHIMS, Path("/nowhere")))
    wanted = flat([group for group in given_groups if group not in NOISE])
    own = len(found) - len([*wanted, *(["-sSIDE_MODULE=1"] if shared else [])])
    assert wanted == found[1 if shared else 0 : len(found) - own]
    # The user's flags and those of the ABI have the last word.
    cxx = tool == CXX or "./sub folder/c.cpp" in wanted
    last = ["-I/headers", "-fPIC", "-fown-cxx" if cxx else "-fown", *(["-sABI", "-lown"] if shared else [])]
    assert last == found[len(found) - own :]


@given(GROUPS, st.sampled_from([C, CXX]))
@example([["-Wl,--gc-sections"], ["-pthread"], ["-Wl,--gc-sections"]], C)
def test_a_command_of_two_shims_is_that_of_one(groups, tool) -> None:
    """Build systems call compilers through wrappers of their own."""
    once = command_arguments(tool, flat(groups), SHIMS, Path("/nowhere"))
    twice = command_arguments(tool, once, SHIMS, Path("/nowhere"))

    assert [*once, *twice[len(once) :]] == twice
    assert set(twice) == set(once)


def load(folder: Path, data: bytes) -> Recipe | None:
    """Read a recipe; what is wrong with it has to be said in one way only."""
    (folder / FILE).write_bytes(data)
    try:
        return load_recipe(folder)
    except RecipeError as error:
        for line in str(error).splitlines():
            assert line.startswith(str(folder / FILE))
        return None


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("recipes") / "demo"
    made.mkdir()
    return made


SHARED_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
# What YAML takes for something else than a letter.
SIGNS = st.text(st.sampled_from("ab1:-?{}[],&*#!|>'\"%@`<~ \n\t\\=é\0\ufeff"), max_size=60)


@SHARED_FOLDER
@given(data=st.binary(max_size=200) | SIGNS.map(str.encode) | SIGNS.map(lambda text: f"package: {text}".encode()))
def test_any_bytes_for_a_recipe(folder: Path, data: bytes) -> None:
    load(folder, data)


@functools.cache
def example(number: int) -> bytes:
    return RECIPES[number].read_bytes()


@SHARED_FOLDER
@given(st.data())
def test_recipes_with_some_other_bytes(folder: Path, data: st.DataObject) -> None:
    text = bytearray(example(data.draw(st.integers(0, len(RECIPES) - 1))))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 5)))
        text[start:end] = data.draw(
            st.sampled_from([b"", b"\n", b"  ", b"- ", b": ", b"\t", b"[", b"}", b"\xff", b"&a ", b"*a"])
        )
    load(folder, bytes(text))


SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["", "demo", "1.0", "a/b", "-C x=y"])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "url"]), inner),
    max_leaves=6,
)
WHOLE: dict[str, Any] = {
    "package": {"name": "demo", "version": "1.0", "top-level": ["demo"], "tag": ["core"]},
    "source": {"pypi": "demo==1.0", "sha256": "0" * 64, "patches": ["a.patch"], "extras": [["a", "b"]]},
    "build": {"script": "make", "cflags": "-O2", "exports": "requested", "backend-flags": "a=b", "type": "package"},
    "requirements": {"run": ["other"], "host": ["zlib"], "executable": ["cmake"]},
    "test": {"imports": ["demo"]},
    "about": {"home": "here"},
    "extra": {"anything": [1, {"else": None}]},
}


@SHARED_FOLDER
@given(st.sampled_from(sorted(WHOLE)), VALUES, st.data())
def test_recipes_with_another_value_in_one_place(folder: Path, section: str, value: Any, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from([*WHOLE[section], "unknown"]))
    out = io.StringIO()
    YAML().dump({**WHOLE, section: {**WHOLE[section], key: value}}, out)

    recipe = load(folder, out.getvalue().encode())
    assert recipe is None or (key != "unknown" or section in {"about", "extra"})


def test_the_recipe_that_is_changed_is_one(folder: Path) -> None:
    out = io.StringIO()
    YAML().dump(WHOLE, out)

    assert "demo" == load(folder, out.getvalue().encode()).name
