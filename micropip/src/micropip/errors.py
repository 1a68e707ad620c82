"""What can go wrong with an installation: a class per failure that a caller can act on."""


class MicropipError(Exception):
    """The base of all that micropip raises by itself."""


class RequirementError(MicropipError, ValueError):
    """A string is no requirement, or one of a kind that cannot be installed here."""


class ResolutionError(MicropipError, ValueError):
    """No set of packages satisfies all requirements."""


class MetadataError(MicropipError, ValueError):
    """A wheel's metadata is damaged, or contradicts what the index says about it."""


class WheelError(MicropipError, ValueError):
    """A wheel is damaged, dangerous, or not what its name says; nothing of it was installed."""


class IntegrityError(MicropipError, ValueError):
    """A download is not the file that was meant: its hash is another."""


class IndexPageError(MicropipError, ValueError):
    """There is no package index to ask, or what it answers is no page of an index."""


class FetchError(MicropipError, OSError):
    """A file could not be downloaded.

    Attributes:
        url: What was asked for.
        status: The status code of the answer; None if there was none.
    """

    def __init__(self, url: str, reason: str, status: int | None = None) -> None:
        self.url = url
        self.status = status
        self.reason = reason
        super().__init__(f"Cannot download {url}: {reason}")

    def __reduce__(self) -> tuple[type["FetchError"], tuple[str, str, int | None]]:
        return type(self), (self.url, self.reason, self.status)
