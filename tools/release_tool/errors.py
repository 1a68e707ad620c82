"""What can go wrong, in words for who releases."""


class ReleaseError(Exception):
    """The release cannot be made; nothing of the checkout has changed."""


class CommandFailedError(ReleaseError):
    """A program that a step runs has failed.

    Args:
        what: the step.
        command: the program and its arguments.
        output: what it said.
    """

    def __init__(self, what: str, command: list[str], output: str) -> None:
        last = "\n".join(f"    {line}" for line in output.strip().splitlines()[-20:])
        super().__init__(f"{what} failed. `{' '.join(command)}` said:\n{last or '    nothing'}")
