"""Every test of the Python API gives back all references that it took."""

import pytest

from harness.leaks import no_leaks

__all__ = ["no_leaks"]


@pytest.fixture(autouse=True)
def check_leaks(no_leaks: None) -> None:
    """Ask for the check everywhere."""
