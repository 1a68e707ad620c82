"""Change a set of distributions: all of it or nothing."""

from pyodide._install.files import let_imports_look_again
from pyodide._install.installed import files_of, find_dist_info
from pyodide._install.journal import Journal
from pyodide._install.staged import InstalledWheel, StagedWheel

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def commit_all(staged: "Iterable[StagedWheel]") -> list[InstalledWheel]:
    """Install wheels, each in the place of a distribution of the same name: all of them or none.

    Raises:
        OSError: a file cannot be moved; nothing has changed.
    """
    wheels = list(staged)
    journals: dict[str, Journal] = {}
    try:
        for wheel in wheels:
            folder = wheel.scheme.site_packages
            if folder not in journals:
                journals[folder] = Journal(folder)
            journal = journals[folder]
            replaced = find_dist_info(wheel.name, folder)
            if replaced is not None:
                for path in files_of(replaced, folder):
                    journal.remove(path)
            for destination, source in wheel.roots.items():
                journal.move_tree(source, destination)
    except BaseException:
        for journal in reversed(journals.values()):
            journal.undo()
        raise
    finally:
        for wheel in wheels:
            wheel.discard()
    for journal in journals.values():
        journal.close()
    let_imports_look_again()
    return [wheel.installed() for wheel in wheels]
