"""`project` is somebody else's: it has settings of its own."""

collect_ignore = ["project"]
