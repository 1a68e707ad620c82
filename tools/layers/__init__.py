"""Read who imports whom: modules of Python and of TypeScript."""
