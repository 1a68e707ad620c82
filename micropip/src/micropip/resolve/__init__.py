"""Which version of what to install: a search over what indexes, the lock file and the file system offer."""
