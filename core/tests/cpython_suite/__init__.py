"""CPython's own tests, each module in a fresh interpreter."""
