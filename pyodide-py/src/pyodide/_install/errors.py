"""Why a wheel was not installed."""


class InstallError(Exception):
    """A wheel cannot be installed, or a distribution not be removed; nothing has changed."""


class ArchiveError(InstallError):
    """A file is damaged, was not transferred whole, or is no zip archive at all."""


class UnsafeArchiveError(InstallError):
    """An archive would write outside of its place, or expand to something out of all proportion."""


class MislabelledWheelError(InstallError):
    """The name of a wheel and what is in it contradict each other."""


class IncompatibleWheelError(InstallError):
    """A wheel was built for another Python or another platform."""
