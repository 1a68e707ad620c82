"""Whether a download is the file that was meant."""

import hashlib
from collections.abc import Mapping

from micropip.errors import IntegrityError

# The best first; the weaker ones, such as MD5, prove nothing.
ALGORITHMS = ("sha512", "sha384", "sha256")


def check_hashes(data: bytes, hashes: Mapping[str, str], url: str) -> None:
    """Compare contents with the best hash that is known.

    Raises:
        IntegrityError: the hash is another.
    """
    for algorithm in ALGORITHMS:
        if expected := hashes.get(algorithm):
            found = hashlib.new(algorithm, data).hexdigest()
            if found != expected.lower():
                raise IntegrityError(
                    f"The file at {url} is not the one that the index describes: its {algorithm} is {found}, "
                    f"and should be {expected}. Either the download was damaged or the file was replaced."
                )
            return


def sha256(data: bytes) -> str:
    """Return the SHA-256 of contents."""
    return hashlib.sha256(data).hexdigest()
