"""Arguments for the build machine's compiler become arguments for emscripten's."""

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyodide_build.compiler.arguments import HOST_FOLDERS, for_emscripten

# What reaches a compiler in one piece: never empty, no file of arguments.
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1).filter(lambda word: word[0] != "@")
HOST_PATHS = st.builds(str.__add__, st.sampled_from(HOST_FOLDERS), st.sampled_from(["", "/", "/x", "/x/../y"]))
KEPT = ["-c", "-O3", "-g", "-Wall", "-DNAME=1", "-Iinclude", "-I/opt/include", "-Lbuild", "-lm", "-lz", "a.c", "-o"]
DROPPED = ["-pthread", "-march=native", "-mtune=generic", "-fstack-protector-strong", "-mavx2", "-lpthread", "-m64"]


@given(st.lists(st.sampled_from(KEPT)), st.lists(st.sampled_from(DROPPED)), st.randoms())
def test_what_is_kept_stays_in_order_whatever_is_between(kept, dropped, random) -> None:
    mixed = list(kept)
    for argument in dropped:
        mixed.insert(random.randint(0, len(mixed)), argument)

    assert kept == for_emscripten(mixed)


@given(st.lists(WORDS))
def test_any_arguments_are_understood_and_a_second_time_changes_nothing(arguments) -> None:
    once = for_emscripten(arguments)

    assert once == for_emscripten(once)


@given(st.lists(WORDS))
def test_nothing_is_invented(arguments) -> None:
    given = {part for argument in arguments for part in (argument, *argument.split(","))}
    linker = {f"-Wl,{part}" for part in given} | {part.removeprefix("-Wl,") for part in given}

    for argument in for_emscripten(arguments):
        assert argument in given | linker or set(argument.removeprefix("-Wl,").split(",")) <= given | linker


@given(st.sampled_from(["-L", "-I"]), HOST_PATHS, st.booleans())
def test_folders_of_the_build_machine_are_left_out(flag, path, together) -> None:
    arguments = [f"{flag}{path}"] if together else [flag, path]

    assert ["a.c"] == for_emscripten([*arguments, "a.c"])


@pytest.mark.parametrize("path", ["/usr/lib/../../opt/lib", "/usr/libexec", "/opt/usr/lib", "usr/lib", "./lib"])
def test_folders_that_only_look_like_those_of_the_build_machine(path: str) -> None:
    assert [f"-L{path}"] == for_emscripten([f"-L{path}"])


@pytest.mark.parametrize(
    ("given", "left"),
    {
        "emulated instructions": ("-msimd128 -mavx", "-msimd128 -mavx"),
        "other instructions": ("-mavx -mssse3 -msse4.2", ""),
        "exceptions of JavaScript": ("-fexceptions", ""),
        "an option with a value": ("-arch arm64 a.c", "a.c"),
        "ELF linker options": ("-Wl,-O1,--as-needed,-soname,libx.so,--gc-sections", "-Wl,-O1,--gc-sections"),
        "nothing left for the linker": ("-Wl,-z,relro,-z,now a.o", "a.o"),
        "for the linker in two words": ("-Xlinker -rpath -Xlinker /usr/lib a.o", "a.o"),
        "the last is for the linker": ("a.o -Wl,-rpath -Wl,/usr/lib -Wl,--gc-sections", "a.o -Wl,--gc-sections"),
        "the interpreter's library": ("-lpython3.13 -lm", "-lm"),
    }.values(),
    ids=["emulated", "instructions", "exceptions", "value", "linker", "no-linker", "xlinker", "last", "libpython"],
)
def test_examples(given: str, left: str) -> None:
    assert shlex.split(left) == for_emscripten(shlex.split(given))


def test_a_file_of_arguments(tmp_path) -> None:
    inner, outer = tmp_path / "inner.rsp", tmp_path / "outer.rsp"
    inner.write_text("-pthread 'a b.c'")
    outer.write_text(f"-O2 @{inner}")

    assert ["-O2", "a b.c", "-c"] == for_emscripten([f"@{outer}", "-c"])


def test_a_file_of_arguments_that_names_itself(tmp_path) -> None:
    file = tmp_path / "loop.rsp"
    file.write_text(f"-O2 @{file}")

    assert "-O2" in for_emscripten([f"@{file}"])
