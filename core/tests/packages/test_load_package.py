"""loadPackage: names and addresses, what depends on what, messages, and what it gives."""

import pytest

from harness.wheel_builder import Wheel

A = Wheel("pkg-a", depends=["pkg-b"])
B = Wheel("pkg-b")
C = Wheel("pkg-c", depends=["Pkg_A"])
pytestmark = pytest.mark.realms("node24", "chromium", "firefox")


def test_by_name_with_dependencies(start) -> None:
    python = start(A, B, C)

    result = python.load("pkg-c")

    assert {
        "messages": ["Loading pkg-a, pkg-b, pkg-c", "Loaded pkg-a, pkg-b, pkg-c"],
        "errors": [],
        "loaded": ["pkg-b", "pkg-a", "pkg-c"],
    } == result
    assert dict.fromkeys(["pkg-a", "pkg-b", "pkg-c"], "default channel") == python.loaded
    assert "pkg-c" == python.run("import pkg_a, pkg_b, pkg_c; pkg_c.name")


def test_by_address(start, server) -> None:
    python = start()
    server.offer(A)
    url = f"{server.url}{A.file_name}"

    result = python.load(url)

    assert {"messages": ["Loading pkg-a", "Loaded pkg-a"], "errors": [], "loaded": ["pkg-a"]} == result
    assert {"pkg-a": url} == python.loaded
    assert "pkg-a" == python.run("import pkg_a; pkg_a.name")
