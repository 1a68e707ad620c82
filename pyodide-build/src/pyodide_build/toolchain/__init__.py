"""The compilers that the user has."""
