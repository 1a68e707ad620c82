"""Where the files of a distribution go (PEP 427, "Spread"; sysconfig's installation schemes)."""

import os
import site
import sys


class Scheme:
    """The folders of an installation, absolute and without a trailing slash, except that `/` stays."""

    def __init__(self, name: str, site_packages: "str | os.PathLike[str] | None" = None) -> None:
        python = f"python{sys.version_info[0]}.{sys.version_info[1]}"
        if site_packages is None:
            self.site_packages = os.path.normpath(site.getsitepackages()[0])
            prefix = os.path.normpath(sys.prefix)
        else:
            # A folder of one's own is complete in itself.
            self.site_packages = prefix = os.path.abspath(site_packages)
        self.prefix = prefix
        self._data = {
            "purelib": self.site_packages,
            "platlib": self.site_packages,
            "data": prefix,
            "scripts": os.path.join(prefix, "bin"),
            "headers": os.path.join(prefix, "include", python, name),
        }

    def destination(self, name: str, data_folder: str) -> "tuple[str, str] | None":
        """Return the folder and the path in it for an entry of a wheel; nothing if wheels have no such folder."""
        top, _, rest = name.partition("/")
        if top != data_folder:
            return self.site_packages, name
        kind, _, rest = rest.partition("/")
        return (self._data[kind], rest) if kind in self._data and rest else None
