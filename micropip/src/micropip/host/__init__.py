"""What micropip needs from its surroundings: `protocol` says it, `pyodide` and `native` have it."""
