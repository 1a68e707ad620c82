#!/bin/sh
# In place of compilers, while pip builds a package of this virtual environment.
echo "Code in C and C++ is not compiled here: build a wheel with 'pyodide build', and install that." >&2
exit 1
