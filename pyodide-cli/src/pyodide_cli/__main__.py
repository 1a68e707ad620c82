"""Run the `pyodide` command."""

import sys


def main() -> None:
    """Run the command line of this process and exit with its code."""
    try:
        # Imported here so that Ctrl-C is quiet while modules load, too.
        from pyodide_cli.app import create_command
        from pyodide_cli.entry_points import find_commands

        create_command(find_commands()).main(prog_name="pyodide")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
