"""Talk to the package's build backend (PEP 517)."""
