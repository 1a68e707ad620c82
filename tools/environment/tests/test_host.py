"""The host is asked what it is and how its apt reaches mirrors."""

import shutil
from pathlib import Path

import pytest

import host
from errors import EnvironmentFailure


def test_proxies_of_apt_are_carried_in_but_not_what_it_fetches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    settings = tmp_path / "apt.conf"
    settings.write_text(
        'Acquire::http::Proxy "http://proxy.example:3128";\n'
        'Acquire::IndexTargets::deb::Icons::MetaKey "icons";\n'
        'Acquire::Languages "tlh";\n'
    )
    monkeypatch.setenv("APT_CONFIG", str(settings))

    carried = host.apt_settings()

    assert 'Acquire::http::Proxy "http://proxy.example:3128";' in carried
    assert [] == [line for line in carried if "Icons" in line or "tlh" in line]


def test_no_apt_no_settings(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "/nowhere")

    assert [] == host.apt_settings()


def test_missing_tools_are_named_with_the_way_to_get_them(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(EnvironmentFailure, match=r"lacks mmdebstrap and bubblewrap.*\n.*apt-get install"):
        host.ensure_tools()


def test_another_release_is_not_the_environment():
    assert not host.is_environment("bullseye", ["coreutils"])


@pytest.mark.skipif(not shutil.which("dpkg-query"), reason="needs a Debian system, which the build environment is")
def test_this_release_is_the_environment_when_all_is_installed():
    suite = host.os_release()["VERSION_CODENAME"]

    assert host.is_environment(suite, ["coreutils", "libc-bin"])
    assert not host.is_environment(suite, ["coreutils", "no-such-package"])
