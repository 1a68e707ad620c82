"""Where the source of a package comes from."""
