"""Build the runtime: link CPython with the bridge, bundle the loader, and arrange a distribution."""
