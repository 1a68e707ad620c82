"""Let modules that are there already use a part of the standard library that is loaded later.

On other platforms all of it is there or not: zipfile, for one, looks for lzma when it is imported, and never again.
"""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

# A package, what its users call it, and the module that they mean.
NAMES = {"hashlib": ("_hashopenssl", "_hashlib"), "lzma": ("lzma", "lzma"), "ssl": ("ssl", "ssl")}


def connect(package: str) -> None:
    """Give what a package brings to the modules of the standard library that missed it.

    Args:
        package: The name of a package that was loaded just now.
    """
    if package not in NAMES:
        return
    variable, name = NAMES[package]
    for user in [*_that_miss(variable)]:
        setattr(user, variable, __import__(name))
    if package == "lzma" and "shutil" in sys.modules:
        _add_to_shutil(sys.modules["shutil"])
    elif package == "hashlib":
        _add_to_hashes()
    elif package == "ssl" and "asyncio.sslproto" in sys.modules:
        import importlib

        importlib.reload(sys.modules["asyncio.sslproto"])  # it also takes names out of ssl


def _that_miss(variable: str) -> "Iterator[ModuleType]":
    for name, module in [*sys.modules.items()]:
        if name.partition(".")[0] in sys.stdlib_module_names and vars(module).get(variable, module) is None:
            yield module


def _add_to_shutil(shutil: "ModuleType") -> None:
    if not shutil._LZMA_SUPPORTED:
        shutil._LZMA_SUPPORTED = True  # type: ignore[attr-defined]
        description = "xz'ed tar-file"
        shutil.register_archive_format("xztar", shutil._make_tarball, [("compress", "xz")], description)
        shutil.register_unpack_format("xztar", [".tar.xz", ".txz"], shutil._unpack_tarfile, [], description)


def _add_to_hashes() -> None:
    import importlib

    if "hashlib" in sys.modules:
        # It makes functions only, and decides anew which.
        importlib.reload(sys.modules["hashlib"])
    if "hmac" in sys.modules:
        import _hashlib

        sys.modules["hmac"]._functype = type(_hashlib.openssl_sha256)  # type: ignore[attr-defined]
