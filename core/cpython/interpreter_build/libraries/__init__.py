"""The C libraries that the standard library's extension modules are linked with, one recipe a file."""
