"""Strings both ways, in each of Python's representations and around the lengths where the code paths change."""

import pytest

TEXTS = {
    "empty": "",
    "ascii": "abc",
    "latin-1": "äöü\xff\x80",
    "two bytes": "Ωж你",
    "astral": "🐍𝄞",
    "mixed": "aä你🐍",
    "NUL": "a\0b\0",
    "byte order mark": "\ufeffabc\ufeff",
    "lone high surrogate": "a\ud800b",
    "lone low surrogate": "\udc00",
    "surrogates in the wrong order": "\ude00\ud83d",
    "lone surrogate beside astral": "🐍\ud800🐍",
    "highest": "\U0010ffff\uffff",
}
LENGTHS = [1, 23, 24, 25, 31, 32, 33, 100, 8191, 8192, 8193, 20_000]
MEGABYTE = 2**20


def round_trip(pyodide, text: str) -> tuple[str, str]:
    """Return what Python saw, written in ASCII, and what came back."""
    seen, back = pyodide.js(
        """
        pyodide.globals.set("text", text);
        return [pyodide.runPython("ascii(text)"), pyodide.runPython("text")];
        """,
        text=text,
    )
    return seen, back


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_round_trip(pyodide, text) -> None:
    assert (ascii(text), text) == round_trip(pyodide, text)


@pytest.mark.parametrize("character", ["a", "ä", "Ω", "🐍", "\ud800"], ids=ascii)
def test_lengths(pyodide, character) -> None:
    for length in LENGTHS:
        for text in (character * length, "a" * (length - 1) + character, character + "a" * (length - 1)):
            assert (ascii(text), text) == round_trip(pyodide, text), length


@pytest.mark.parametrize("character", ["a", "ä", "Ω", "🐍"], ids=ascii)
def test_a_megabyte(pyodide, character) -> None:
    result = pyodide.js(
        """
        const text = character.repeat(length);
        const size = pyodide.runPython("lambda text: len(text)");
        const same = pyodide.runPython("lambda text: text");
        const results = [size(text), same(text) === text];
        size.destroy();
        same.destroy();
        return results;
        """,
        character=character,
        length=MEGABYTE,
    )

    assert [MEGABYTE, True] == result


def test_python_makes_the_narrowest_string(pyodide) -> None:
    """As if it had made the string itself: otherwise strings that are equal would not be."""
    for text in TEXTS.values():
        many = (text + ".") * 20
        pyodide.js("pyodide.globals.set('text', text)", text=many)

        assert pyodide.run(f"import sys; sys.getsizeof(text) == sys.getsizeof(''.join(text)) and text == {many!a}"), (
            text
        )


def test_as_keys_and_names(pyodide) -> None:
    assert 1 == pyodide.js("pyodide.globals.set('ключ', 1); return pyodide.globals.get('ключ')")
    assert 1 == pyodide.run("ключ")
