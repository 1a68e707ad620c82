"""The programs that stand in for compilers while a package is built."""
