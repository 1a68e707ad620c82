"""Which modules of the standard library are shipped as sources.

Compiled modules are imported some ten times faster, and are one and a half times as large. These are imported by few
programs, or take few lines to compile: every page would download what hardly any uses.
"""

from fnmatch import fnmatchcase

RARE = (
    # Debuggers, profilers, and what else a person calls.
    *("bdb", "cProfile", "compileall", "doctest", "modulefinder", "pdb", "pickletools", "profile", "pstats"),
    *("py_compile", "pyclbr", "symtable", "tabnanny", "timeit", "trace", "tracemalloc", "zipapp"),
    *("_pyrepl/*", "antigravity", "this", "webbrowser"),
    # Servers, and protocols of the network, which pages cannot speak.
    *("ftplib", "http/server", "imaplib", "netrc", "nturl2path", "poplib", "smtplib", "socketserver"),
    *("wsgiref/*", "xmlrpc/*"),
    # Processes, and event loops on other systems.
    *("asyncio/proactor_events", "asyncio/windows_*", "concurrent/futures/process", "multiprocessing/*"),
    # What the interpreter has in C, written again in Python.
    *("_pydatetime", "_pyio", "zoneinfo/_zoneinfo"),
    # Formats of few files.
    *("mailbox", "plistlib", "wave", "xml/dom/*", "xml/sax/*"),
    # Superseded.
    *("optparse", "sched"),
    # Tables of characters: most sources of them are comments, which compress well.
    *("encodings/big5*", "encodings/cp424", "encodings/cp[!4]*", "encodings/euc_*", "encodings/gb*"),
    *("encodings/hp_*", "encodings/hz", "encodings/iso2022*", "encodings/iso8859_1[0-9]", "encodings/iso8859_[2-9]"),
    *("encodings/johab", "encodings/k*", "encodings/mac_*", "encodings/palmos", "encodings/ptcp*"),
    *("encodings/quopri*", "encodings/rot*", "encodings/shift*", "encodings/tis*", "encodings/uu*"),
)


def is_rare(name: str) -> bool:
    """Tell whether the module in the file of this name, such as `xml/dom/minidom.py`, is shipped as its source."""
    return any(fnmatchcase(name.removesuffix(".py"), pattern) for pattern in RARE)
