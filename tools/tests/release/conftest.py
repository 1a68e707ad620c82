"""Workspaces to release from."""

from pathlib import Path

import pytest

from .workspaces import Workspace, make_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return make_workspace(tmp_path / "workspace")
