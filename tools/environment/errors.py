"""Name the failures of the build environment that a user can act on."""


class EnvironmentFailure(Exception):
    """Carry a sentence for the user: what happened and what to do."""
