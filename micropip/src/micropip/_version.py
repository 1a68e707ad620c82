"""The version of micropip."""

__version__ = "0.12.0"
