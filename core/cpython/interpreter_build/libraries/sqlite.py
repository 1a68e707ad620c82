"""Build SQLite."""

import shutil
from dataclasses import dataclass
from typing import ClassVar

from interpreter_build.libraries.library import Library
from interpreter_build.step import Workspace

# No threads and no extensions to load; the features that Python's users expect from a distribution's SQLite.
DEFINITIONS = (
    "-DSQLITE_THREADSAFE=0",
    "-DSQLITE_OMIT_LOAD_EXTENSION",
    "-DSQLITE_ENABLE_COLUMN_METADATA",
    "-DSQLITE_ENABLE_DBSTAT_VTAB",
    "-DSQLITE_ENABLE_FTS3",
    "-DSQLITE_ENABLE_FTS3_PARENTHESIS",
    "-DSQLITE_ENABLE_FTS3_TOKENIZER",
    "-DSQLITE_ENABLE_FTS4",
    "-DSQLITE_ENABLE_FTS5",
    "-DSQLITE_ENABLE_MATH_FUNCTIONS",
    "-DSQLITE_ENABLE_RTREE",
    "-DSQLITE_ENABLE_SESSION",
    "-DSQLITE_ENABLE_PREUPDATE_HOOK",
    "-DSQLITE_ENABLE_UPDATE_DELETE_LIMIT",
)


@dataclass(frozen=True)
class Sqlite(Library):
    """SQLite as its amalgamation, which its own scripts make from the source tree."""

    name: ClassVar[str] = "sqlite"

    def build(self, space: Workspace) -> None:
        """Make the amalgamation with the machine's own compiler, then compile it for WebAssembly."""
        source = self.unpack(space)
        limits = "-DSQLITE_ENABLE_UPDATE_DELETE_LIMIT"
        options = [
            "--disable-tcl",
            "--disable-readline",
            "--disable-shared",
            "--enable-update-limit",
        ]
        space.run(["./configure", *options, "CC=gcc", f"CFLAGS={limits}"], cwd=source)
        space.run(["make", "sqlite3.c", "sqlite3.h"], cwd=source)
        flags = self.compiler_flags(source).split()
        space.run(["emcc", *flags, *DEFINITIONS, "-c", "sqlite3.c", "-o", "sqlite3.o"], cwd=source)
        space.run(["emar", "rcs", "libsqlite3.a", "sqlite3.o"], cwd=source)
        shutil.copy2(source / "sqlite3.h", space.out / "include")
        shutil.copy2(source / "libsqlite3.a", space.out / "lib")
