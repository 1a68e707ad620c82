"""What pyodide.console makes of text: completions, and representations that fit."""

import pytest

from pyodide.console import Console, repr_shorten, shorten


class TestComplete:
    @pytest.mark.parametrize(
        ("source", "completions", "start"),
        [
            ("str.isa", ["str.isalnum(", "str.isalpha(", "str.isascii("], 0),
            ("a = 5 ; str.isa", ["str.isalnum(", "str.isalpha(", "str.isascii("], 8),
            ("print(memo", ["memoryview("], 6),
            ("a = ", [], 4),
            ("", [], 0),
            ("undefined.x", [], 0),
            ("variab", ["variable"], 0),
            ("'a'.isa", [], 3),
        ],
    )
    def test_words(self, source: str, completions: list[str], start: int) -> None:
        assert (completions, start) == Console({"variable": 1}).complete(source)

    def test_completer_word_break_characters(self) -> None:
        console = Console({"variable": 1})
        assert ["variable"] == console.complete("x|variab")[0]
        console.completer_word_break_characters = " "
        assert [] == console.complete("x|variab")[0]

    def test_attributes_that_raise(self) -> None:
        class Hostile:
            visible = 1

            def __getattribute__(self, name: str) -> object:
                if name == "__dir__" or name.startswith("__"):
                    return object.__getattribute__(self, name)
                raise ZeroDivisionError

        assert (["hostile.visible"], 0) == Console({"hostile": Hostile()}).complete("hostile.vis")

    def test_dir_that_raises(self) -> None:
        class Hostile:
            def __dir__(self) -> list[str]:
                raise ZeroDivisionError

        assert ([], 0) == Console({"hostile": Hostile()}).complete("hostile.vis")


class TestReprShorten:
    @pytest.mark.parametrize(
        ("limit", "text"),
        [(4, "12_89"), (5, "12_89"), (6, "123_789"), (7, "123_789"), (8, "1234_6789"), (9, "123456789")],
    )
    def test_limits(self, limit: int, text: str) -> None:
        assert text == repr_shorten(123456789, limit=limit, separator="_")

    def test_text(self) -> None:
        assert "'abc_efg'" == repr_shorten("abcdefg", limit=8, separator="_")
        assert "'abcdefg'" == repr_shorten("abcdefg", limit=12, separator="_")

    def test_split(self) -> None:
        assert "ab...ij" == shorten("abcdefghij", limit=5, split=2)
        assert "..." == shorten("abcdefghij", limit=5, split=0)

    def test_too_small_a_limit(self) -> None:
        with pytest.raises(ValueError, match="at least 4"):
            repr_shorten(1, limit=3)
