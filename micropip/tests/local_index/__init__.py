"""A package index on this machine, and wheels for it."""
