"""What was released is uploaded by the registries' own clients, as they are configured."""

import base64
import json
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from release_tool.__main__ import main
from release_tool.checksums import write_checksums
from release_tool.process import run
from release_tool.runtime import npm

from .workspaces import Workspace


class Registry(ThreadingHTTPServer):
    """Takes what twine and npm upload, until it has had enough."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.uploads: list[tuple[str, str | None, bytes]] = []
        self.limit = 100

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/"


class Handler(BaseHTTPRequestHandler):
    server: Registry

    def do_POST(self) -> None:
        """Take a file, or refuse it."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        full = len(self.server.uploads) >= self.server.limit
        if not full:
            self.server.uploads.append((self.path, self.headers["Authorization"], body))
        self.send_response(403 if full else 200)
        answer = b"{}"
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def do_PUT(self) -> None:
        """Take what npm publishes."""
        self.do_POST()

    def do_GET(self) -> None:
        """Know no package yet."""
        self.send_error(404)

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> Iterator[Registry]:
    """Run a registry, and let the clients' configuration name it."""
    with Registry() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        monkeypatch.setenv("TWINE_REPOSITORY_URL", f"{server.address}legacy/")
        monkeypatch.setenv("TWINE_USERNAME", "somebody")
        monkeypatch.setenv("TWINE_PASSWORD", "secret")
        monkeypatch.setenv("npm_config_registry", server.address)
        monkeypatch.setenv(f"npm_config_//127.0.0.1:{server.server_address[1]}/:_authToken", "token")
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def released(workspace: Workspace) -> Workspace:
    """Give a workspace with files of the last releases of alpha and beta, as tools/release leaves them."""
    for name, version in {"alpha": "0.5.0", "beta": "1.2.0"}.items():
        workspace.git("tag", f"{name}-v{version}")
        folder = workspace.root / f"build/release/{name}-v{version}"
        out = [f"--outdir={folder}", str(workspace.root / name)]
        path = workspace.root / name / "pyproject.toml"
        before = path.read_text()
        path.write_text(before.replace(".dev0", ""))
        run("build", [sys.executable, "-m", "build", "--no-isolation", *out], workspace.root)
        path.write_text(before)
        write_checksums(folder)
    return workspace


def files(registry: Registry) -> list[str]:
    """Return the names of the Python files that were uploaded."""
    bodies = [body for path, _, body in registry.uploads if path == "/legacy/"]
    return [body.partition(b'filename="')[2].partition(b'"')[0].decode() for body in bodies]


def test_publish(released: Workspace, registry: Registry) -> None:
    assert 0 == main(["publish"], released.root)

    expected = [
        "alpha-0.5.0-py3-none-any.whl",
        "alpha-0.5.0.tar.gz",
        "beta-1.2.0-py3-none-any.whl",
        "beta-1.2.0.tar.gz",
    ]
    assert expected == files(registry)
    login = base64.b64encode(b"somebody:secret").decode()
    assert {f"Basic {login}"} == {authorization for _, authorization, _ in registry.uploads}


def test_one_of_them(released: Workspace, registry: Registry) -> None:
    assert 0 == main(["publish", "beta"], released.root)

    assert ["beta-1.2.0-py3-none-any.whl", "beta-1.2.0.tar.gz"] == files(registry)


def test_npm(released: Workspace, registry: Registry, tmp_path: Path) -> None:
    folder = released.root / "build/release/alpha-v0.5.0"
    package = tmp_path / "package"
    package.mkdir()
    (package / "package.json").write_text(json.dumps({"name": "a-package-for-tests", "version": "0.5.0"}))
    run("npm pack", [*npm(), "pack", f"--pack-destination={folder}"], package)
    write_checksums(folder)

    assert 0 == main(["publish", "alpha"], released.root)
    path, authorization, body = registry.uploads[-1]
    assert ("/a-package-for-tests", "Bearer token") == (path, authorization)
    assert ["0.5.0"] == list(json.loads(body)["versions"])


def test_pre_releases_are_not_what_npm_gives_everybody(workspace: Workspace, registry: Registry) -> None:
    workspace.git("tag", "alpha-v0.5.0a1")
    folder = workspace.root / "build/release/alpha-v0.5.0a1"
    folder.mkdir(parents=True)
    workspace.write("package/package.json", json.dumps({"name": "a-package-for-tests", "version": "0.5.0-alpha.1"}))
    run("npm pack", [*npm(), "pack", f"--pack-destination={folder}"], workspace.root / "package")
    write_checksums(folder)

    assert 0 == main(["publish", "alpha"], workspace.root)
    assert {"next": "0.5.0-alpha.1"} == json.loads(registry.uploads[-1][2])["dist-tags"]


def test_dry_run_uploads_nothing(released: Workspace, registry: Registry, capsys) -> None:
    assert 0 == main(["publish", "--dry-run"], released.root)

    assert [] == registry.uploads
    output = capsys.readouterr().out
    assert "-m twine upload" in output
    assert "alpha-0.5.0.tar.gz" in output
    assert registry.address not in output


def test_a_registry_that_refuses(released: Workspace, registry: Registry, capsys) -> None:
    registry.limit = 2

    assert 1 == main(["publish"], released.root)
    assert (
        "beta-v1.2.0 was not uploaded: the client's lines above say why. Before it, these were: alpha-v0.5.0."
        in capsys.readouterr().err
    )


def test_files_that_were_not_checked(released: Workspace, registry: Registry, capsys) -> None:
    """Nothing is uploaded, of the other distribution neither."""
    (released.root / "build/release/beta-v1.2.0/beta-1.2.0.tar.gz").write_bytes(b"another")

    assert 1 == main(["publish"], released.root)
    assert "beta-1.2.0.tar.gz is not the file that was checked" in capsys.readouterr().err
    assert [] == registry.uploads


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["gamma"], "delta has no release yet: `tools/release delta` makes one."),
        ([], "There are no files of releases in build/release"),
    ],
)
def test_nothing_to_publish(workspace: Workspace, capsys, names: list[str], message: str) -> None:
    assert 1 == main(["publish", *names], workspace.root)
    assert message in capsys.readouterr().err
