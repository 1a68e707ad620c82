"""Plugins that strangers published for the entry-point group `pyodide.cli` work unmodified."""


def test_pyodide_pack(make_environment) -> None:
    environment = make_environment("pyodide-pack")

    shown = environment.run("--help")
    assert (0, "") == (shown.returncode, shown.stderr)
    listing = shown.stdout.split("Registered by: pyodide-pack\n")[1]
    assert listing.split()[0] == "pack"

    described = environment.run("pack", "--help")
    assert (0, "") == (described.returncode, described.stderr)
    assert "Registered by: pyodide-pack" in described.stdout

    assert 2 == environment.run("pack").returncode
