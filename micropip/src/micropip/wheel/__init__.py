"""Wheels: which ones there are, and reading and checking one."""
