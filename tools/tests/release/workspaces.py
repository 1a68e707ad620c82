"""Small workspaces in real repositories."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[3]
BACKEND = Path(__file__).with_name("backend.py")
SYSTEM = '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n\n'
MARK = "<!-- towncrier release notes start -->\n"


@dataclass
class Workspace:
    root: Path

    def git(self, *arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=self.root, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def read(self, name: str) -> str:
        return (self.root / name).read_text()

    def commit(self, message: str = "Change something") -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.git("rev-parse", "HEAD")

    def note(self, distribution: str, kind: str, text: str = "Something is different.", name: str = "change") -> None:
        self.write(f"changelog.d/{distribution}/+{name}.{kind}.md", f"{text}\n")

    def distribution(self, name: str, version: str, *needs: str, version_path: str = "") -> None:
        """Add one: with its version in pyproject.toml, or in another file."""
        module = name.replace("-", "_")
        said = 'dynamic = ["version"]' if version_path else f'version = "{version}"'
        project = f'[project]\nname = "{name}"\n{said}\ndependencies = {list(needs)}\n'
        hatch = f'\n[tool.hatch.version]\npath = "{version_path}"\n' if version_path else ""
        self.write(f"{name}/pyproject.toml", f"{SYSTEM}{project}{hatch}")
        self.write(f"{name}/backend.py", BACKEND.read_text())
        self.write(f"{name}/src/{module}/__init__.py", f'"""The module of {name}."""\n')
        self.write(f"{name}/LICENSE", "Do what you like.\n")
        self.write(f"{name}/README.md", f"# {name}\n")
        self.write(f"{name}/CHANGELOG.md", f"# Changelog of {name}\n\n{MARK}")

    def state(self) -> tuple[str, str, str]:
        """Return all that a failed release must leave alone: references, files, and what no commit has."""
        files = "".join(
            f"{path}:{path.read_text()}" for path in sorted(self.root.glob("[!.b]*/**/*")) if path.is_file()
        )
        return self.git("for-each-ref"), files, self.git("status", "--porcelain")


def make_workspace(root: Path) -> Workspace:
    """Make a workspace: alpha; beta, which needs it; gamma and delta, which share a version."""
    root.mkdir()
    workspace = Workspace(root)
    workspace.git("init", "--quiet", "--initial-branch=main")
    workspace.git("config", "user.name", "Somebody")
    workspace.git("config", "user.email", "somebody@example.org")
    shared = (CHECKOUT / "pyproject.toml").read_text()
    workspace.write("pyproject.toml", shared[shared.index("[tool.towncrier]") :])
    workspace.write(".gitignore", "/build\n__pycache__\n")
    workspace.distribution("alpha", "0.5.0.dev0")
    workspace.distribution("beta", "1.2.0.dev0", "alpha>=0.5")
    workspace.distribution("gamma", "2.0.0.dev0", version_path="src/gamma/_version.py")
    workspace.write("gamma/src/gamma/_version.py", '"""The version."""\n\n__version__ = "2.0.0.dev0"\n')
    workspace.distribution("delta", "", version_path="../gamma/src/gamma/_version.py")
    for name in ("alpha", "beta", "gamma"):
        workspace.note(name, "feature", f"{name} can do something.")
    workspace.commit("Begin")
    return workspace
