"""Run what the pages show, as it stands there."""
