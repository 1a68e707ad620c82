"""The command tools/release."""

import argparse
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from release_tool.errors import ReleaseError
from release_tool.release import build, plan, publish, release
from release_tool.repository import Repository

CHECKOUT = Path(__file__).resolve().parents[2]

USAGE = """\
tools/release                         what would be released, and in which versions
       tools/release --dry-run [NAME...]     all that would be done: changelogs, commits, tags
       tools/release NAME... | --all         do it, in this checkout
       tools/release --pre a|b|rc ...        the same for an alpha, a beta or a release candidate
       tools/release build [NAME...]         build and check the files as the last commit has them, release nothing
       tools/release publish [NAME...]       upload what was released, with twine and npm as you have configured them"""


def main(arguments: list[str] | None = None, root: Path = CHECKOUT) -> int:
    """Run the command and return its exit code.

    Args:
        arguments: Those of the command line.
        root: The checkout.
    """
    repository = Repository(root)
    words = sys.argv[1:] if arguments is None else arguments
    command = words[0] if words[:1] in (["build"], ["publish"]) else "release"
    options = _parser(command).parse_args(words if command == "release" else words[1:])
    try:
        if command == "build":
            build(repository, options.names, _tell)
        elif command == "publish":
            publish(repository, options.names, _tell, dry_run=options.dry_run)
        elif options.names or options.all or options.dry_run:
            today = datetime.now(UTC).date().isoformat()
            do_build = not options.dry_run or options.build
            how = {"dry_run": options.dry_run, "build": do_build, "phase": options.pre}
            release(repository, options.names, today, _tell, **how)
        else:
            plan(repository, [], _tell, options.pre)
    except (ReleaseError, OSError) as error:
        print(f"tools/release: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("tools/release: interrupted. If it has not said Released, nothing has changed.", file=sys.stderr)
        return 130
    return 0


def _parser(command: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tools/release", usage=USAGE)
    parser.add_argument("names", nargs="*", metavar="NAME", help="distributions; those that share a version come along")
    if command != "build":
        parser.add_argument("--dry-run", action="store_true", help="show everything, change nothing")
    if command == "release":
        parser.add_argument("--all", action="store_true", help="release all that have change notes")
        parser.add_argument("--pre", choices=["a", "b", "rc"], help="make pre-releases: alpha, beta, release candidate")
        parser.add_argument("--build", action="store_true", help="with --dry-run: build and check the files, too")
    return parser


def _tell(line: str) -> None:
    print(line, flush=True)


def end_cleanly() -> None:
    """Let a run that is ended delete what it has begun, as one that is interrupted does."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)


if __name__ == "__main__":
    end_cleanly()
    sys.exit(main())
