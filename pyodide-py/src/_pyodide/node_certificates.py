"""Whom the module ssl trusts in Node.js: whom Node.js trusts, where the file system has no certificates."""

from types import ModuleType
from typing import Any


def install(ssl: Any) -> None:
    """Have the certificates of Node.js loaded as the default ones.

    Args:
        ssl: The module `ssl`.
    """
    import pyodide_js

    certificates = pyodide_js._api.rootCertificates
    if certificates is not None:
        ssl.SSLContext.load_default_certs = _with_those_of_node(ssl, certificates, ssl.SSLContext.load_default_certs)


def _with_those_of_node(ssl: ModuleType, certificates: Any, load: Any) -> Any:
    def load_default_certs(self: Any, purpose: Any = ssl.Purpose.SERVER_AUTH) -> None:
        """Load the certificates of the file system or of SSL_CERT_FILE; if there are none, what Node.js trusts."""
        load(self, purpose)
        paths = ssl.get_default_verify_paths()
        if purpose is ssl.Purpose.SERVER_AUTH and paths.cafile is None and paths.capath is None:
            self.load_verify_locations(cadata=certificates())

    return load_default_certs
