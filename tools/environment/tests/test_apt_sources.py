"""The mirror is taken from what the host's apt is configured with, in either format."""

from pathlib import Path

import pytest

from apt_sources import AptSource, debian_mirror, parse_deb822, parse_list, read_sources, render_deb822

BOOKWORM = """\
Types: deb
# a comment
URIs: https://mirror.example/debian
Suites: bookworm bookworm-updates
Components: main contrib
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb-src
URIs: https://sources.example/debian
Suites: bookworm
Components: main
"""

THIRD_PARTY = "deb [arch=amd64 signed-by=/usr/share/keyrings/vendor.gpg] https://vendor.example/debian bookworm main\n"


def test_deb822():
    expected = AptSource(
        uris=("https://mirror.example/debian",),
        suites=("bookworm", "bookworm-updates"),
        components=("main", "contrib"),
        signed_by="/usr/share/keyrings/debian-archive-keyring.gpg",
    )

    assert [expected] == parse_deb822(BOOKWORM)


def test_deb822_ignores_disabled_sources():
    assert [] == parse_deb822(BOOKWORM.replace("Types: deb\n", "Types: deb\nEnabled: no\n"))


def test_deb822_keeps_a_key_that_is_written_into_it():
    (source,) = parse_deb822(
        "Types: deb\nURIs: https://mirror.example/debian\nSuites: trixie\nComponents: main\n"
        "Signed-By:\n -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n abc\n -----END PGP PUBLIC KEY BLOCK-----\n"
    )

    assert "\n -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n abc\n" in render_deb822(source, "trixie")


def test_one_line_format():
    text = f"""\
# deb https://commented.example/debian bookworm main
deb-src https://sources.example/debian bookworm main
deb [trusted=yes] https://mirror.example/debian bookworm main # the office
{THIRD_PARTY}"""

    assert [
        AptSource(("https://mirror.example/debian",), ("bookworm",), ("main",), trusted=True),
        AptSource(
            ("https://vendor.example/debian",), ("bookworm",), ("main",), signed_by="/usr/share/keyrings/vendor.gpg"
        ),
    ] == parse_list(text)


def test_reads_every_file_of_apt(tmp_path: Path):
    parts = tmp_path / "sources.list.d"
    parts.mkdir()
    (tmp_path / "sources.list").write_text("deb https://one.example/debian bookworm main\n")
    (parts / "debian.sources").write_text(BOOKWORM)
    (parts / "vendor.list").write_text(THIRD_PARTY)
    (parts / "vendor.list.disabled").write_text("deb https://off.example/debian bookworm main\n")

    assert [
        ("https://one.example/debian",),
        ("https://mirror.example/debian",),
        ("https://vendor.example/debian",),
    ] == [source.uris for source in read_sources(tmp_path)]


def test_no_sources(tmp_path: Path):
    assert [] == read_sources(tmp_path)


@pytest.mark.parametrize("order", [1, -1])
def test_mirror_is_told_from_third_parties(order: int):
    sources = [*parse_list(THIRD_PARTY), *parse_deb822(BOOKWORM)][::order]

    mirror = debian_mirror(sources)

    assert mirror is not None
    assert ("https://mirror.example/debian",) == mirror.uris


def test_mirror_with_a_key_of_its_own_is_known_by_its_updates():
    sources = parse_list(
        "deb [signed-by=/etc/apt/office.gpg] https://office.example/debian bookworm main\n"
        "deb [signed-by=/etc/apt/office.gpg] https://office.example/debian bookworm-updates main\n"
    )

    mirror = debian_mirror([*parse_list(THIRD_PARTY), *sources])

    assert sources[0] == mirror


def test_no_mirror_on_another_distribution():
    assert debian_mirror(parse_list("deb https://ubuntu.example/ubuntu noble main universe\n" + THIRD_PARTY)) is None


def test_rendered_source_has_source_packages_and_the_key():
    mirror = debian_mirror(parse_deb822(BOOKWORM))
    assert mirror is not None

    assert (
        "Types: deb deb-src\n"
        "URIs: https://mirror.example/debian\n"
        "Suites: trixie\n"
        "Components: main\n"
        "Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg\n"
    ) == render_deb822(mirror, "trixie")
