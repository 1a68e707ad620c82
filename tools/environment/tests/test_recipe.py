"""An environment is named after what is in it."""

from package_list import parse_packages, read_packages
from recipe import stamp

PACKAGES = ["cmake", "emscripten"]


def test_stamp_changes_with_the_packages():
    assert stamp(PACKAGES) != stamp([*PACKAGES, "zip"])


def test_stamp_changes_with_the_machine():
    assert stamp(PACKAGES, "x86_64") != stamp(PACKAGES, "aarch64")


def test_stamp_stays_when_only_comments_and_order_change():
    one = parse_packages("# tools\ncmake\nemscripten  # the compiler\n")
    other = parse_packages("emscripten cmake\n")

    assert stamp(one) == stamp(other)


def test_list_names_the_compiler_and_the_build_python():
    assert {"emscripten", "python3.13", "chromium", "firefox-esr"} <= set(read_packages())
